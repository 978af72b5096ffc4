//! Verbs of speech.

use super::word::hash;

/// The key of "according", which names its speaker behind it.
pub const ACCORDING: u64 = hash("according");

pub const VERBS: &[&str] = &[
    "said", "says", "say", "saying", "told", "tells", "tell", "telling", "added", "adds", "adding", "asked",
    "asks", "asking", "wrote", "writes", "writing", "tweeted", "tweeting", "posted", "insisted", "insists",
    "insisting", "argued", "argues", "arguing", "warned", "warns", "warning", "explained", "explains",
    "explaining", "claimed", "claims", "claiming", "noted", "notes", "noting", "stated", "states", "stating",
    "declared", "declares", "declaring", "announced", "announces", "announcing", "called", "calls",
    "calling", "described", "describes", "describing", "replied", "replies", "replying", "answered",
    "answers", "recalled", "recalls", "recalling", "remarked", "remarks", "commented", "comments",
    "conceded", "concedes", "admitted", "admits", "joked", "quipped", "vowed", "vows", "promised",
    "promises", "urged", "urges", "testified", "testifies", "acknowledged", "acknowledges", "observed",
    "observes", "maintained", "maintains", "stressed", "stresses", "emphasised", "emphasized", "predicted",
    "predicts", "concluded", "concludes", "continued", "continues", "opined", "labelled", "labeled",
    "dubbed", "accused", "denounced", "denouncing", "praised", "complained", "lamented", "pledged",
    "referring", "referred", "thinks", "thought", "believes", "believed", "denied", "dismissed", "rejected",
    "suggested", "suggests", "reported", "reports", "pleaded", "shouted", "yelled", "cried", "sighed",
    "mused", "countered", "retorted", "responded", "responds", "reiterated", "repeated", "recounted",
    "boasted", "bragged", "confessed", "confided", "contended", "contends", "cautioned", "demanded",
    "exclaimed", "hailed", "hoped", "interjected", "proclaimed", "quoted", "quoting", "ruled", "scoffed",
    "snapped", "spoke", "swore", "thundered", "titled", "whispered", "wondered", "according",
    "characterized", "characterised", "likened", "portrayed", "branded", "slammed", "blasted", "condemned",
    "condemning", "criticized", "criticised", "appealed", "advised", "agreed", "allege", "alleged",
    "alleges", "assured", "attributed", "chanted", "chanting", "cites", "cited", "citing", "clarified",
    "confirmed", "confirms", "disclosed", "expressed", "greeted", "implored", "indicated", "informed",
    "instructed", "interviewed", "mentioned", "outlined", "protested", "read", "reads", "reading",
    "recommended", "remembered", "remembers", "sang", "singing", "stipulated", "submitted", "summed",
    "talked", "taunted", "touted", "uttered", "voiced", "welcomed", "spoken", "enthused", "gushed", "fumed",
    "raged", "laughed", "call", "describe", "ask", "write", "talking", "speaking", "responding", "replying",
    "recounting", "commenting", "describe", "describing", "puts", "put", "goes",
];
