//! The values that a dossier's figures state, each once: its reports repeat one another.

use rustc_hash::FxHashMap;

use super::compare::{self, Class, Relation, Stated};
use super::hit::Held;

#[derive(Debug, Default)]
pub struct Values {
    by_class: FxHashMap<Class, Vec<Value>>,
}

#[derive(Debug)]
struct Value {
    stated: Stated,
    /// The figures that state it, in order.
    held: Vec<u32>,
}

impl Values {
    pub fn of(held: &[Held]) -> Values {
        let mut values = Values::default();
        // By what tells most values apart; those that it does not are few.
        let mut alike: FxHashMap<(Class, u64), Vec<usize>> = FxHashMap::default();
        for (at, held) in held.iter().enumerate() {
            let stated = &held.spot.stated;
            let class = stated.class();
            let all = values.by_class.entry(class).or_default();
            let alike = alike.entry((class, digits(stated))).or_default();
            let same = alike.iter().copied().find(|&value| all[value].stated == *stated);
            let value = same.unwrap_or_else(|| {
                alike.push(all.len());
                all.push(Value {
                    stated: stated.clone(),
                    held: Vec::new(),
                });
                all.len() - 1
            });
            all[value].held.push(at as u32);
        }
        values
    }

    /// The figures whose value may be that of `ours`, and how the two values stand: class after class, each in the order
    /// of the reports.
    pub fn compare(&self, ours: &Stated) -> Vec<(u32, Relation)> {
        let mut compared = Vec::new();
        for class in ours.classes().into_iter().flatten() {
            let from = compared.len();
            for theirs in self.by_class.get(&class).into_iter().flatten() {
                let relation = compare::compare(ours, &theirs.stated);
                let near = |relation: &Relation| !matches!(relation, Relation::Far | Relation::Coarser);
                if let Some(relation) = relation.filter(near) {
                    compared.extend(theirs.held.iter().map(|&held| (held, relation)));
                }
            }
            compared[from..].sort_unstable_by_key(|&(held, _)| held);
        }
        compared
    }
}

fn digits(stated: &Stated) -> u64 {
    stated.numeral.map_or(0, |numeral| numeral.digits)
}
