//! When the event of a draft was: what its best reports tell, for a draft seldom has a date.

use jiff::civil::Date;

use super::score::{Hit, Postings};

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

/// The day within days of which the best reports came, by what they are worth; of equal ones that of the best.
pub fn of_event(postings: &dyn Postings, hits: &[Hit]) -> Option<u32> {
    let best = hits.iter().take(ASKED);
    let told: Vec<(u32, f32)> = best
        .filter_map(|hit| Some((postings.day(hit.number)?, hit.score)))
        .collect();
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
    use super::super::Error;
    use super::*;

    /// The days of reports 0, 1, 2, …
    struct Days(Vec<Option<u32>>);

    impl Postings for Days {
        fn size(&self) -> usize {
            self.0.len()
        }

        fn end(&self) -> u32 {
            self.0.len() as u32
        }

        fn id(&self, number: u32) -> Option<u64> {
            Some(number.into())
        }

        fn day(&self, number: u32) -> Option<u32> {
            self.0[number as usize]
        }

        fn bars(&self, _: u32) -> bool {
            false
        }

        fn frequency(&self, _: u64) -> Result<usize, Error> {
            Ok(0)
        }

        fn holders(&self, _: u64, _: &mut dyn FnMut(u32)) -> Result<(), Error> {
            Ok(())
        }
    }

    fn event(days: &[Option<u32>]) -> Option<u32> {
        let hit = |number: u32| Hit {
            number,
            id: number.into(),
            score: 1.0,
        };
        let hits: Vec<Hit> = (0..days.len() as u32).map(hit).collect();
        of_event(&Days(days.to_vec()), &hits)
    }

    #[test]
    fn most_of_the_best_reports_tell_the_day() {
        assert_eq!(event(&[Some(9), Some(50), None, Some(51), Some(52)]), Some(50));
        assert_eq!(event(&[Some(9), Some(50), Some(90), None]), None);
        assert_eq!(of(jiff::civil::date(1970, 1, 3)), 2);
        assert!(are_near(Some(4), Some(1)) && !are_near(Some(5), Some(1)) && !are_near(None, None));
    }
}
