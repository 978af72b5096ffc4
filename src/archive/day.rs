//! When the event of a draft was: what its best reports tell, for a draft seldom has a date.

use jiff::civil::Date;

/// Reports of one event come within so many days of each other.
const NEAR: u32 = 3;
/// How many of the best reports are asked, and how many of them must agree.
const ASKED: usize = 20;
const AGREED: usize = 3;

/// A day as [`super::Report::day`] counts.
pub fn of(date: Date) -> u32 {
    let days = date
        .since(Date::constant(1970, 1, 1))
        .map_or(0, |span| span.get_days());
    days.try_into().unwrap_or(0)
}

pub fn are_near(a: Option<u32>, b: Option<u32>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.abs_diff(b) <= NEAR)
}

/// The day within days of which the best reports came, by what they are worth; of equal ones that of the best. `reports`
/// are days and worths, best first.
pub fn of_event(reports: impl Iterator<Item = (u32, f32)>) -> Option<u32> {
    let told: Vec<(u32, f32)> = reports.take(ASKED).collect();
    let near = |day: u32| told.iter().filter(move |(other, _)| other.abs_diff(day) <= NEAR);
    let agreed = told.iter().filter(|(day, _)| near(*day).count() >= AGREED);
    let worth = |day: u32| near(day).map(|(_, worth)| worth).sum::<f32>();
    agreed
        .rev()
        .map(|(day, _)| *day)
        .max_by(|a, b| worth(*a).total_cmp(&worth(*b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(days: &[u32]) -> Option<u32> {
        of_event(days.iter().map(|&day| (day, 1.0)))
    }

    #[test]
    fn most_of_the_best_reports_tell_the_day() {
        assert_eq!(event(&[9, 50, 51, 52]), Some(50));
        assert_eq!(event(&[9, 50, 90]), None);
        assert_eq!(
            of_event([(9, 9.0), (9, 1.0), (9, 1.0), (50, 1.0), (50, 1.0), (50, 1.0)].into_iter()),
            Some(9)
        );
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(of(jiff::civil::date(1970, 1, 3)), 2);
        assert!(are_near(Some(4), Some(1)) && !are_near(Some(5), Some(1)) && !are_near(None, None));
    }
}
