//! From a claim to its passages in the reports.

use tower_lsp::gen_lsp_types::*;

use super::convert;
use super::session::Agreed;
use crate::check::{Finding, Source};
use crate::desk::Proof;

/// The passages that have the best wording of the innermost claim at a position.
pub fn definition(proof: &Proof, at: Position, agreed: &Agreed) -> Option<DefinitionResponse> {
    let finding = *claims(proof, at, agreed).first()?;
    let locations = locations(finding.attested.first()?.sources.iter());
    if !agreed.definition_links {
        return Some(Definition::LocationList(locations).into());
    }
    let origin = convert::range(&proof.draft, &finding.span, agreed.encoding);
    let link = |location: Location| LocationLink {
        origin_selection_range: Some(origin),
        target_uri: location.uri,
        target_range: location.range,
        target_selection_range: location.range,
    };
    Some(DefinitionResponse::DefinitionLinkList(
        locations.into_iter().map(link).collect(),
    ))
}

/// The passages behind every claim at a position.
pub fn references(proof: &Proof, at: Position, agreed: &Agreed) -> Vec<Location> {
    let claims = claims(proof, at, agreed);
    locations(
        claims
            .iter()
            .flat_map(|finding| &*finding.attested)
            .flat_map(|attested| &attested.sources),
    )
}

/// The claims at a position, the innermost first: a figure may stand in a quotation.
pub fn claims<'a>(proof: &'a Proof, at: Position, agreed: &Agreed) -> Vec<&'a Finding> {
    let at = convert::offset(&proof.draft, at, agreed.encoding);
    let holds = |finding: &&Finding| finding.span.start <= at && at <= finding.span.end;
    let mut claims: Vec<&Finding> = proof.findings.iter().filter(holds).collect();
    claims.sort_by_key(|finding| finding.span.len());
    claims
}

fn locations<'a>(sources: impl Iterator<Item = &'a Source>) -> Vec<Location> {
    let mut locations: Vec<Location> = Vec::new();
    for location in sources.filter_map(convert::location) {
        if !locations.contains(&location) {
            locations.push(location);
        }
    }
    locations
}
