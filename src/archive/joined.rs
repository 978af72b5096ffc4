//! Several archives as one: a reporter's own files beside the newsroom's cluster.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashSet;

use super::{Archive, Error, Report};
use crate::story::Story;

pub struct Joined {
    archives: Vec<Arc<dyn Archive>>,
    /// Of those that could not be asked the last time, why.
    silent: Mutex<Option<String>>,
}

impl Joined {
    pub fn new(archives: Vec<Arc<dyn Archive>>) -> Joined {
        Joined {
            archives,
            silent: Mutex::default(),
        }
    }

    /// What each of them answers. One that cannot be asked is a gap, as long as another can.
    fn ask<T>(&self, ask: impl Fn(&dyn Archive) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let mut answers = Vec::with_capacity(self.archives.len());
        let mut failure = None;
        for archive in &self.archives {
            match ask(&**archive) {
                Ok(answer) => answers.push(answer),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        *self.silent.lock().unwrap_or_else(PoisonError::into_inner) = failure.as_ref().map(Error::to_string);
        match failure {
            Some(error) if answers.is_empty() => Err(error),
            _ => Ok(answers),
        }
    }
}

/// The best of each in turn: their scores are not comparable.
fn in_turn(answers: &[Vec<u64>], limit: usize) -> Vec<u64> {
    let longest = answers.iter().map(Vec::len).max().unwrap_or(0);
    let mut seen = FxHashSet::default();
    (0..longest)
        .flat_map(|at| answers.iter().filter_map(move |answer| answer.get(at).copied()))
        .filter(|id| seen.insert(*id))
        .take(limit)
        .collect()
}

impl Archive for Joined {
    fn bearing_on(&self, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
        let answers = self.ask(|archive| archive.bearing_on(story, limit))?;
        Ok(in_turn(&answers, limit))
    }

    fn search_each(&self, texts: &[&str], limit: usize) -> Result<Vec<Vec<u64>>, Error> {
        let answers = self.ask(|archive| archive.search_each(texts, limit))?;
        let of = |at: usize| {
            let answers: Vec<Vec<u64>> = answers
                .iter()
                .filter_map(|answer| answer.get(at).cloned())
                .collect();
            in_turn(&answers, limit)
        };
        Ok((0..texts.len()).map(of).collect())
    }

    fn report(&self, id: u64) -> Result<Option<Report>, Error> {
        let mut found = self.archives.iter().map(|archive| archive.report(id));
        found
            .find(|report| !matches!(report, Ok(None)))
            .unwrap_or(Ok(None))
    }

    fn size(&self) -> usize {
        self.archives.iter().map(|archive| archive.size()).sum()
    }

    fn edition(&self) -> u64 {
        let editions = self.archives.iter().map(|archive| archive.edition());
        editions.fold(0, |edition, one| edition.rotate_left(7) ^ one)
    }

    fn gap(&self) -> Option<String> {
        let silent = self.silent.lock().unwrap_or_else(PoisonError::into_inner).clone();
        silent.or_else(|| self.archives.iter().find_map(|archive| archive.gap()))
    }

    fn rest(&self) {
        self.archives.iter().for_each(|archive| archive.rest());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_each_comes_first_and_none_twice() {
        let answers = [vec![1, 2, 3], vec![9], vec![2, 7]];
        assert_eq!(in_turn(&answers, 10), [1, 9, 2, 7, 3]);
        assert_eq!(in_turn(&answers, 2), [1, 9]);
    }
}
