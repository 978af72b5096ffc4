//! The days that a date means in a text of a given day.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Period, When};

impl When {
    /// The first and the last day that it means in a text of the day `dateline`. What has no year is the nearest to it;
    /// a weekday is the last one up to it, where the words do not say which.
    pub fn days(&self, dateline: Option<Date>) -> Option<(Date, Date)> {
        if let Some(off) = self.relative {
            let day = dateline?.checked_add(i64::from(off).days()).ok()?;
            return Some((day, day));
        }
        if let Some(period) = self.period {
            return period.days(self.weekday, dateline?);
        }
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => on(year, month, day),
            (Some(year), Some(month), None) => of_month(year, month),
            (Some(year), None, _) => {
                let first = Date::new(year, 1, 1).ok()?;
                Some((first, first.last_of_year()))
            }
            (None, Some(month), Some(day)) => nearest(dateline?, |year| on(year, month, day)),
            (None, Some(month), None) => nearest(dateline?, |year| of_month(year, month)),
            (None, None, _) => {
                let (base, weekday) = (dateline?, self.weekday?);
                let back = i64::from((base.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
                let day = base.checked_sub(back.days()).ok()?;
                Some((day, day))
            }
        }
    }
}

impl Period {
    fn days(self, weekday: Option<i8>, base: Date) -> Option<(Date, Date)> {
        match self {
            Period::Week(off) => {
                let back = i64::from(base.weekday().to_monday_zero_offset());
                let monday = base.checked_add((i64::from(off) * 7 - back).days()).ok()?;
                match weekday {
                    Some(weekday) => {
                        let day = monday.checked_add((i64::from(weekday) - 1).days()).ok()?;
                        Some((day, day))
                    }
                    None => Some((monday, monday.checked_add(6.days()).ok()?)),
                }
            }
            Period::Month(off) => {
                let first = base.first_of_month().checked_add(i64::from(off).months()).ok()?;
                Some((first, first.last_of_month()))
            }
            Period::Year(off) => {
                let first = base.first_of_year().checked_add(i64::from(off).years()).ok()?;
                Some((first, first.last_of_year()))
            }
        }
    }
}

fn on(year: i16, month: i8, day: i8) -> Option<(Date, Date)> {
    Date::new(year, month, day).ok().map(|day| (day, day))
}

fn of_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn nearest(base: Date, of: impl Fn(i16) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
    (-1..=1)
        .filter_map(|off| of(base.year() + off))
        .min_by_key(|(first, _)| base.until(*first).map_or(i32::MAX, |span| span.get_days().abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::figure::Value;
    use crate::story::figure::tests::read;

    fn days(text: &str) -> Option<(Date, Date)> {
        let Value::Date(when) = read(text).first()?.value else {
            return None;
        };
        when.days(Some(Date::constant(2031, 5, 14)))
    }

    #[test]
    fn a_dateline_resolves_what_is_not_stated() {
        let on = |month, day| Some((Date::constant(2031, month, day), Date::constant(2031, month, day)));
        for (text, day) in [
            ("yesterday", on(5, 13)),
            ("on Friday", on(5, 9)),
            ("last Friday", on(5, 9)),
            ("next Friday", on(5, 23)),
            ("on 3 June", on(6, 3)),
            ("two weeks ago", on(4, 30)),
        ] {
            assert_eq!(days(text), day, "{text}");
        }
        let week = (Date::constant(2031, 5, 5), Date::constant(2031, 5, 11));
        assert_eq!(days("They met last week."), Some(week));
        let month = (Date::constant(2031, 6, 1), Date::constant(2031, 6, 30));
        assert_eq!(days("They meet next month."), Some(month));
    }
}
