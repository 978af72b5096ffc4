//! Dates and times of a draft beside those of a report, each resolved against the day of its text.

use jiff::ToSpan;
use jiff::civil::Date;

use super::compare::Relation;
use super::slip::{self, Slip};
use crate::story::figure::{Clock, Period, When};

/// A date with the days that it may mean in its text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolved {
    pub when: When,
    days: Option<Days>,
}

impl Resolved {
    /// `day` is that of the text.
    pub fn of(when: When, day: Option<Date>) -> Resolved {
        Resolved {
            when,
            days: days(&when, day),
        }
    }

    /// "in 1987"
    pub fn is_year(&self) -> bool {
        self.when.year.is_some() && self.when.month.is_none()
    }

    /// "yesterday", "tonight", "last week"
    pub fn is_relative(&self) -> bool {
        self.when.relative.is_some() || is_stretch(&self.when)
    }

    /// A day of a month, or anything of a year: not a weekday, not a month alone.
    pub fn is_telling(&self) -> bool {
        self.when.day.is_some() || self.when.year.is_some()
    }
}

/// The days that a date may mean, counted from an era, both ends included. A weekday alone means the last one or the
/// next.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Days {
    first: i32,
    last: i32,
    weekly: bool,
    grain: Grain,
}

impl Days {
    fn spans(&self) -> impl Iterator<Item = (i32, i32)> + use<> {
        let Days {
            first, last, weekly, ..
        } = *self;
        let weeks: &[i32] = if weekly { &[0, 7] } else { &[0] };
        weeks.iter().map(move |off| (first + off, last + off))
    }

    fn meets(&self, other: &Days) -> bool {
        self.spans()
            .any(|(first, last)| other.spans().any(|(from, to)| first <= to && from <= last))
    }

    /// Days that lie weeks apart are those of other events.
    fn is_near(&self, other: &Days) -> bool {
        let apart = self
            .spans()
            .flat_map(|(a, _)| other.spans().map(move |(b, _)| a.abs_diff(b)));
        let far = match self.grain {
            Grain::Year => return true,
            Grain::Month => FAR_MONTHS,
            Grain::Day | Grain::Week => FAR,
        };
        apart.min().is_some_and(|days| days <= far)
    }
}

const FAR: u32 = 45;
const FAR_MONTHS: u32 = 190;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Day,
    Week,
    Month,
    Year,
}

fn days(when: &When, base: Option<Date>) -> Option<Days> {
    let one = |first: Date, last: Date, grain| {
        Some(Days {
            first: number(first),
            last: number(last),
            weekly: false,
            grain,
        })
    };
    let month = |year: i16, month: i8| {
        let first = Date::new(year, month, 1).ok()?;
        Some((first, first.last_of_month()))
    };
    let nearest = |of: &dyn Fn(i16) -> Option<(Date, Date)>| {
        let base = base?;
        (-1..=1)
            .filter_map(|off| of(base.year() + off))
            .min_by_key(|(first, _)| number(*first).abs_diff(number(base)))
    };
    match *when {
        When {
            period: Some(period),
            weekday: None,
            ..
        } => stretch(base?, period),
        When {
            relative: Some(off), ..
        } => {
            let day = base?.checked_add(i64::from(off).days()).ok()?;
            one(day, day, Grain::Day)
        }
        When {
            month: Some(m),
            day: Some(d),
            year,
            ..
        } => {
            let on = |year| Date::new(year, m, d).ok().map(|day| (day, day));
            let (day, _) = match year {
                Some(year) => on(year)?,
                None => nearest(&on)?,
            };
            one(day, day, Grain::Day)
        }
        When {
            month: Some(m), year, ..
        } => {
            let (first, last) = match year {
                Some(year) => month(year, m)?,
                None => nearest(&|year| month(year, m))?,
            };
            one(first, last, Grain::Month)
        }
        When { year: Some(year), .. } => {
            let first = Date::new(year, 1, 1).ok()?;
            one(first, first.last_of_year(), Grain::Year)
        }
        When {
            weekday: Some(weekday),
            ..
        } => {
            let base = base?;
            let back = i64::from((base.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
            let last = base.checked_sub(back.days()).ok()?;
            Some(Days {
                weekly: true,
                ..one(last, last, Grain::Day)?
            })
        }
        _ => None,
    }
}

/// "last week", "next year": no day of it is named.
fn is_stretch(when: &When) -> bool {
    when.period.is_some() && when.weekday.is_none()
}

/// A stretch of the calendar around `base`; a week begins on Monday (ISO 8601).
fn stretch(base: Date, period: Period) -> Option<Days> {
    let (first, last, grain) = match period {
        Period::Week(off) => {
            let monday = i64::from(base.weekday().to_monday_zero_offset());
            let first = base.checked_add((7 * i64::from(off) - monday).days()).ok()?;
            (first, first.checked_add(6.days()).ok()?, Grain::Week)
        }
        Period::Month(off) => {
            let first = base.first_of_month().checked_add(i64::from(off).months()).ok()?;
            (first, first.last_of_month(), Grain::Month)
        }
        Period::Year(off) => {
            let first = base.first_of_year().checked_add(i64::from(off).years()).ok()?;
            (first, first.last_of_year(), Grain::Year)
        }
    };
    Some(Days {
        first: number(first),
        last: number(last),
        weekly: false,
        grain,
    })
}

/// The number of a day since an era.
fn number(day: Date) -> i32 {
    let era = Date::constant(1970, 1, 1);
    era.until(day).map_or(0, |span| span.get_days())
}

/// A date of the draft beside one of a report.
pub fn dates(ours: &Resolved, theirs: &Resolved) -> Option<Relation> {
    let (our_days, their_days) = (ours.days, theirs.days);
    let (ours, theirs) = (&ours.when, &theirs.when);
    // "in April" may be any year's.
    let undated =
        (ours.year.is_none() || theirs.year.is_none()) && ours.day.is_none() && theirs.day.is_none();
    if undated && ours.month.is_some() && ours.month == theirs.month {
        return Some(Relation::Same);
    }
    let same_fields = ours == theirs && (ours.day.is_some() || ours.year.is_some());
    if same_fields && ours.relative.is_none() {
        return Some(Relation::Same);
    }
    let (a, b) = match (our_days, their_days) {
        (Some(a), Some(b)) => (a, b),
        // Two texts without a dateline: their words alone.
        (None, None) if ours == theirs => return Some(Relation::Same),
        _ => return None,
    };
    if a.meets(&b) {
        return Some(if a.grain >= b.grain {
            Relation::Same
        } else {
            Relation::Coarser
        });
    }
    if a.grain != b.grain {
        return None;
    }
    // "last week" of a Monday may be that of the Sunday before, and "Monday" one of several.
    let same_weekday = (a.weekly || b.weekly) && (a.first - b.first) % 7 == 0;
    if a.grain == Grain::Week || same_weekday {
        return Some(Relation::Coarser);
    }
    if is_month_slip(ours, theirs) {
        return Some(Relation::Slip(Slip::Month));
    }
    if !a.is_near(&b) {
        return Some(Relation::Far);
    }
    let slip = match a.grain {
        Grain::Year => years(ours.year?, theirs.year?),
        Grain::Day if ours.month.is_some() && ours.month == theirs.month => {
            slip::digits(ours.day?.unsigned_abs().into(), theirs.day?.unsigned_abs().into())
        }
        _ => None,
    };
    Some(match slip {
        Some(slip) => Relation::Slip(slip),
        None => Relation::Other,
    })
}

/// Whether a date lies in a decade or between two others.
pub fn within(date: &Resolved, from: &Resolved, to: &Resolved) -> bool {
    let inside = |days: Days| {
        from.days
            .zip(to.days)
            .is_some_and(|(a, b)| a.first <= days.first && days.last <= b.last)
    };
    date.days.is_some_and(inside)
}

/// "9 March" for "9 May"
fn is_month_slip(ours: &When, theirs: &When) -> bool {
    let months = ours.month.zip(theirs.month);
    let same_year = ours.year.zip(theirs.year).is_none_or(|(a, b)| a == b);
    ours.day.is_some() && ours.day == theirs.day && same_year && months.is_some_and(|(a, b)| a != b)
}

/// Years of one decade differ in one digit without a slip; those of two decades that end alike do not.
fn years(ours: i16, theirs: i16) -> Option<Slip> {
    match slip::digits(ours.unsigned_abs().into(), theirs.unsigned_abs().into()) {
        Some(Slip::Digit) if ours % 10 == theirs % 10 => Some(Slip::Decade),
        slip => slip,
    }
}

/// A time of the draft beside one of a report.
pub fn times(ours: Clock, theirs: Clock) -> Relation {
    let half = 12 * 60;
    if ours.minutes == theirs.minutes {
        return Relation::Same;
    }
    if ours.minutes % half == theirs.minutes % half {
        return if ours.twelve || theirs.twelve {
            Relation::Same
        } else {
            Relation::Slip(Slip::Unit)
        };
    }
    let written = |clock: Clock| u64::from(clock.minutes / 60 % 12 * 100 + clock.minutes % 60);
    match slip::digits(written(ours), written(theirs)) {
        Some(Slip::Swapped) => Relation::Slip(Slip::Swapped),
        _ => Relation::Other,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const FRIDAY: Option<Date> = Some(date(2031, 5, 2));

    fn weekday(day: i8) -> When {
        When {
            weekday: Some(day),
            ..When::default()
        }
    }

    fn on(month: i8, day: i8) -> When {
        When {
            month: Some(month),
            day: Some(day),
            ..When::default()
        }
    }

    fn year(year: i16) -> When {
        When {
            year: Some(year),
            ..When::default()
        }
    }

    #[test]
    fn weekdays_are_dates() {
        let relation = |a: &When, b: &When| dates(&Resolved::of(*a, FRIDAY), &Resolved::of(*b, FRIDAY));
        assert_eq!(relation(&weekday(4), &on(5, 1)), Some(Relation::Same));
        assert_eq!(relation(&weekday(3), &on(5, 1)), Some(Relation::Other));
        assert_eq!(
            relation(&on(5, 21), &on(5, 12)),
            Some(Relation::Slip(Slip::Swapped))
        );
        assert_eq!(
            relation(&year(2029), &year(2019)),
            Some(Relation::Slip(Slip::Decade))
        );
        assert_eq!(relation(&year(2031), &on(5, 1)), Some(Relation::Same));
        assert_eq!(relation(&year(2030), &on(5, 1)), None);
        let yesterday = When {
            relative: Some(-1),
            ..When::default()
        };
        assert_eq!(relation(&weekday(4), &yesterday), Some(Relation::Same));
    }

    #[test]
    fn times_may_leave_the_half_of_the_day_open() {
        let clock = |minutes, twelve| Clock { minutes, twelve };
        assert_eq!(times(clock(1300, false), clock(1300, false)), Relation::Same);
        assert_eq!(times(clock(580, true), clock(1300, false)), Relation::Same);
        assert_eq!(
            times(clock(580, false), clock(1300, false)),
            Relation::Slip(Slip::Unit)
        );
        assert_eq!(times(clock(600, false), clock(1300, false)), Relation::Other);
    }
}
