//! Open drafts, their dossiers and findings: the only mutable state.
