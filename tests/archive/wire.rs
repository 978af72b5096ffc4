//! The formats in which agencies send: what is read of an item, when it may not be cited, what is refused.

use copydesk::archive::formats::{self, Item, Status};
use jiff::Timestamp;

fn moment(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

fn items(name: &str, bytes: &[u8]) -> Vec<(Option<u32>, Result<Item, String>)> {
    formats::read(name, bytes, 1)
}

/// The one report of a file.
fn item(bytes: &[u8]) -> Item {
    let mut items = items("item", bytes);
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0).1.expect("a report")
}

fn refused(text: &str) -> String {
    let mut items = items("item", text.as_bytes());
    items.remove(0).1.expect_err("a refusal")
}

/// The paragraphs of a body, each with the lines of the file that it stands in.
fn body(item: &Item) -> Vec<String> {
    item.body
        .iter()
        .map(|line| format!("{:>3} {}", line.number, line.text))
        .collect()
}

const NITF: &[u8] = include_bytes!("fixtures/nitf/ferry.xml");
const NEWSML_1: &[u8] = include_bytes!("fixtures/newsml-1/two.xml");
const NEWSML_G2: &[u8] = include_bytes!("fixtures/newsml-g2/message.xml");
const NINJS: &[u8] = include_bytes!("fixtures/ninjs/one.json");
const NINJS_3: &[u8] = include_bytes!("fixtures/ninjs/three.json");
const AP: &[u8] = include_bytes!("fixtures/ap-json/feed.json");
const IPTC_7901: &[u8] = include_bytes!("fixtures/iptc-7901/lead.txt");
const ANPA: &[u8] = include_bytes!("fixtures/anpa-1312/story.txt");
const TELEX: &[u8] = include_bytes!("fixtures/telex/note.txt");

#[test]
fn nitf_has_its_paragraphs_and_tables_by_the_lines_of_the_file() {
    let item = item(NITF);
    assert_eq!(
        (&*item.headline, item.headline_line),
        ("Ferry to Port Marou runs again", 17)
    );
    assert_eq!((&*item.outlet, &*item.credit), ("Coast Wire", "Marou Press"));
    assert_eq!((&*item.byline, &*item.dateline), ("Ada Holm", "PORT MAROU"));
    assert_eq!(item.date, moment("2031-05-02T07:30:00Z"));
    assert_eq!((&*item.guid, item.version), ("cw-310502-ferry", 3));
    assert_eq!(
        body(&item),
        [
            " 24 The Marou Line ferry sailed on",
            " 25 Friday, said &mayor; of the town.",
            " 26 ",
            " 26 “It took 12 weeks,” said Bo Lie & his crew.",
            " 27 ",
            " 27 Fares",
            " 29 ",
            " 29 Fare | Crowns",
            " 31 Adult | 14",
        ]
    );
}

#[test]
fn nitf_that_is_killed_or_released_later() {
    let nitf = |docdata: &str| {
        format!(
            "<nitf><head>{docdata}</head><body><body.content><p>The ferry sails.</p></body.content></body></nitf>"
        )
    };
    let status = |docdata: &str| item(nitf(docdata).as_bytes()).status;
    assert_eq!(status(""), Status::Usable);
    assert_eq!(status("<docdata management-status='usable'/>"), Status::Usable);
    assert_eq!(
        status("<docdata management-status='canceled'/>"),
        Status::Withdrawn
    );
    assert_eq!(
        status("<docdata><doc-scope scope='KILL'/></docdata>"),
        Status::Withdrawn
    );
    assert_eq!(
        status("<docdata><ed-msg info='MANDATORY KILL: never sailed'/></docdata>"),
        Status::Withdrawn
    );
    let later =
        "<docdata><date.issue norm='20310502T080000Z'/><date.release norm='20310503T060000Z'/></docdata>";
    assert_eq!(
        status(later),
        Status::Embargoed(moment("2031-05-03T06:00:00Z").expect("a moment"))
    );
}

#[test]
fn an_xml_declaration_names_the_charset() {
    let latin = b"<?xml version='1.0' encoding='ISO-8859-15'?><nitf><body><body.content><p>14 \xa4 a caf\xe9</p></body.content></body></nitf>";
    assert_eq!(item(latin).body[0].text, "14 € a café");
}

#[test]
fn newsml_1_holds_several_items() {
    let items = items("two.xml", NEWSML_1);
    assert_eq!(
        items.iter().map(|(place, _)| *place).collect::<Vec<_>>(),
        [Some(1), Some(2)]
    );
    let pier = items[0].1.as_ref().expect("a report");
    assert_eq!((&*pier.headline, pier.headline_line), ("Pier reopens", 16));
    assert_eq!((&*pier.outlet, &*pier.credit), ("Coast Wire", "Marou Press"));
    assert_eq!((&*pier.byline, &*pier.dateline), ("Ada Holm", "PORT MAROU"));
    assert_eq!(pier.date, moment("2031-05-02T09:30:00Z"));
    assert_eq!(
        (&*pier.guid, pier.version),
        ("coastwire.example:20310502:CW-17", 2)
    );
    assert_eq!(
        pier.status,
        Status::Usable,
        "what is said of an earlier revision is not said of this one"
    );
    assert_eq!(
        body(pier),
        [
            " 31 The east pier is open.",
            " 32 ",
            " 32 “At last,” the mayor said."
        ],
        "without the caption, and one of the two renditions"
    );
    let tram = items[1].1.as_ref().expect("a report");
    assert_eq!(
        tram.status,
        Status::Embargoed(moment("2031-05-03T06:00:00Z").expect("a moment"))
    );
    assert_eq!(
        body(tram),
        [
            " 51 A ride costs 2 crowns.",
            " 51 It cost 3.",
            " 52 ",
            " 52 \"Finally,\" riders said."
        ]
    );
}

#[test]
fn newsml_g2_messages_hold_several_items_and_a_package_that_links_them() {
    let items = items("message.xml", NEWSML_G2);
    assert_eq!(items.len(), 3);
    let pier = items[0].1.as_ref().expect("a report");
    assert_eq!((&*pier.headline, pier.headline_line), ("Pier open by June", 19));
    assert_eq!((&*pier.outlet, &*pier.credit), ("Coast Wire", "Harbour Gazette"));
    assert_eq!((&*pier.byline, &*pier.dateline), ("Ada Holm", "Port Marou"));
    assert_eq!(
        pier.date,
        moment("2031-05-02T11:00:00Z"),
        "when the text was current"
    );
    assert_eq!((&*pier.guid, pier.version), ("urn:cw:31", 4));
    assert_eq!(
        body(pier),
        [
            " 30 The pier opens in June.",
            " 31 ",
            " 31 \"Not before,\" said Bo Lie."
        ]
    );
    let never = items[1].1.as_ref().expect("a killing is read without any text");
    assert_eq!((never.status, never.version), (Status::Withdrawn, 9));
    let budget = items[2].1.as_ref().expect("a report");
    assert_eq!(
        budget.status,
        Status::Embargoed(moment("2031-05-04T06:00:00Z").expect("a moment"))
    );
    assert_eq!(
        body(budget),
        [" 51 The budget on its table."],
        "a caption is read where there is nothing else"
    );
}

#[test]
fn newsml_g2_that_is_no_report_is_refused_by_what_it_is() {
    assert!(
        refused("<packageItem guid='a'><groupSet/></packageItem>")
            .starts_with("is a package that only links")
    );
    assert!(refused("<conceptItem guid='a'/>").starts_with("is a NewsML-G2 conceptItem"));
    assert!(refused("<newsMessage><header/></newsMessage>").contains("without any item"));
    assert!(refused("<?xml version='1.0'?><invoice/>").starts_with("is XML of a kind"));
}

#[test]
fn ninjs_of_the_first_kind() {
    let item = item(NINJS);
    assert_eq!((&*item.headline, item.headline_line), ("Tunnel bids open", 9));
    assert_eq!((&*item.outlet, &*item.credit), ("Coast Wire", "Marou Press"));
    assert_eq!((&*item.byline, &*item.dateline), ("Ada Holm", "Port Marou"));
    assert_eq!(item.date, moment("2031-05-02T11:30:00Z"));
    assert_eq!(
        (&*item.guid, item.version, item.status),
        ("urn:cw:41", 2, Status::Usable)
    );
    assert_eq!(
        body(&item),
        [
            " 15 Four firms bid for the tunnel.",
            " 15 ",
            " 15 “A good field,” said Bo Lie."
        ]
    );
}

#[test]
fn ninjs_of_the_third_kind() {
    let items = items("three.json", NINJS_3);
    let tunnel = items[0].1.as_ref().expect("a report");
    assert_eq!((items[0].0, tunnel.status), (Some(1), Status::Withdrawn));
    assert_eq!(tunnel.headline, "Tunnel to cost 40 million");
    assert_eq!(
        body(tunnel),
        ["  9 It costs 40 million.", "  9 ", " 10 Work starts in May."],
        "the words stand first where the plain body has them"
    );
    let drill = items[1].1.as_ref().expect("a report");
    assert_eq!(
        drill.status,
        Status::Embargoed(moment("2031-05-03T06:00:00Z").expect("a moment"))
    );
    assert_eq!(body(drill), [" 21 The drill before its first shift."]);
}

#[test]
fn lines_of_json_may_be_ninjs_or_ap_or_a_newsroom_s_own() {
    let lines = concat!(
        r#"{"guid": "urn:cw:44", "pubstatus": "usable", "headline": "Pier", "body_html": "<p>The pier opens.</p>"}"#,
        "\n",
        r#"{"title": "Ferry", "text": "The ferry sails.", "guid": "g", "version": 3, "dateline": "Marou", "credit": "CW", "status": "Killed"}"#,
        "\n",
        r#"{"altids": {"itemid": "7"}, "pubstatus": "usable", "versioncreated": "2031-05-02T11:40:00Z", "description_summary": "The tram runs."}"#,
        "\n"
    );
    let items = items("wire.jsonl", lines.as_bytes());
    let read: Vec<&Item> = items
        .iter()
        .map(|(_, item)| item.as_ref().expect("a report"))
        .collect();
    assert_eq!(
        read.iter().map(|item| &*item.guid).collect::<Vec<_>>(),
        ["urn:cw:44", "g", "7"]
    );
    assert_eq!(
        read.iter().map(|item| item.body[0].number).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    let own = read[1];
    assert_eq!(
        (own.version, &*own.dateline, &*own.credit, own.status),
        (3, "Marou", "CW", Status::Withdrawn)
    );
}

#[test]
fn ninjs_that_breaks_a_rule_is_refused_by_it() {
    let broken = [
        (r#""headline": ["a"]"#, "“headline” is to be a text"),
        (r#""version": 1.2"#, "“version” is to be a text"),
        (r#""altids": "a""#, "“altids” is to be an object or a list"),
        (r#""ednote": {"text": "a"}"#, "“ednote” is to be a text"),
        (r#""genre": "Feature""#, "“genre” is to be a list"),
        (
            r#""headline_é": "a""#,
            "“headline_é” is to go on in Latin letters",
        ),
        (r#""body_": "a""#, "“body_” is to go on"),
        (
            r#""pubstatus": "drafted""#,
            "“pubstatus” is to be usable, withheld or canceled",
        ),
        (
            r#""rightsinfo": {"linkedrights": "a", "encodedrights": "b"}"#,
            "not both",
        ),
        (
            r#""places": [{"geojson": {"coordinates": [1, 2]}}]"#,
            "is to have a type",
        ),
        (r#""associations": [{"uri": "a"}]"#, "a name and a uri"),
        (r#""advices": [{"lifetime": {"name": "a"}}]"#, "is to have a code"),
    ];
    for (field, rule) in broken {
        let why = refused(&format!(
            "{{\n\"uri\": \"urn:cw:45\", \"type\": \"text\", \"body_text\": \"The pier opens.\",\n{field}}}"
        ));
        assert!(
            why.starts_with("breaks a rule of ninjs") && why.contains(rule),
            "{field}: {why}"
        );
    }
    let text = r#"{"uri": "urn:cw:45", "body_text": "The pier opens.", "embargoed": "Next Monday"}"#;
    assert_eq!(
        item(text.as_bytes()).status,
        Status::Embargoed(Timestamp::MAX),
        "its end is not known"
    );
    assert!(refused("{\n\"uri\": \"urn:cw:45\", \"type\": \"text\"}").contains("without text"));
    assert!(refused("[]").starts_with("is a list without any item"));
    assert!(refused("{\n\"uri\": \"urn:cw:45\",}").starts_with("is broken JSON"));
}

#[test]
fn a_feed_of_ap_s_items() {
    let items = items("feed.json", AP);
    let light = items[0].1.as_ref().expect("a report");
    assert_eq!(
        (&*light.headline, light.headline_line),
        ("Lighthouse goes dark", 14)
    );
    assert_eq!(
        (&*light.outlet, &*light.credit, &*light.byline),
        ("CW", "Marou Press", "ADA HOLM")
    );
    assert_eq!(
        (&*light.guid, light.version, &*light.url),
        ("51", 3, "https://coastwire.example/51")
    );
    assert_eq!(body(light), [" 19 The lighthouse went dark after 90 years."]);
    assert_eq!(items[1].1.as_ref().expect("a report").status, Status::Withdrawn);
    assert!(
        items[2]
            .1
            .as_ref()
            .expect_err("no text")
            .contains("a file of its own")
    );
}

#[test]
fn iptc_7901_has_its_headline_under_its_header() {
    let items = items("lead.txt", IPTC_7901);
    let ferry = items[0].1.as_ref().expect("a report");
    assert_eq!(
        (&*ferry.headline, ferry.headline_line),
        ("Ferry sails again after repair, owners say", 5)
    );
    assert_eq!(
        (&*ferry.outlet, &*ferry.byline, &*ferry.dateline),
        ("cw", "Ada Holm", "Port Marou")
    );
    assert_eq!(ferry.date, moment("2031-05-02T11:37:00Z"));
    assert_eq!(
        body(ferry),
        [
            "  9 Port Marou (cw) - The ferry sailed on",
            " 10 Friday with 340 aboard.",
            " 11 ",
            " 12 \"It took 12 weeks,\" said Café owner Bo Lie.",
        ],
        "without what is not for publication"
    );
    assert_eq!(items[1].1.as_ref().expect("a report").status, Status::Withdrawn);
}

#[test]
fn iptc_7901_that_lost_its_control_characters() {
    let item = item(b"nwa0062 4 i 211    cw 0061\n\n/Marou/ferry/\n2ND LEAD\nFerry sails =\n\nPort Marou (cw) - It sailed.\n");
    assert_eq!(
        (&*item.headline, item.headline_line, &*item.outlet),
        ("Ferry sails", 5, "cw")
    );
    assert_eq!(body(&item), ["  7 Port Marou (cw) - It sailed."]);
}

#[test]
fn anpa_1312_has_its_notes_above_its_paragraphs() {
    let items = items("story.txt", ANPA);
    let ferry = items[0].1.as_ref().expect("a report");
    assert_eq!((&*ferry.headline, ferry.headline_line), ("Ferry sails again", 4));
    assert_eq!(
        (&*ferry.outlet, &*ferry.byline, &*ferry.dateline),
        ("CW", "ADA HOLM", "PORT MAROU, Marou")
    );
    assert_eq!(ferry.date, moment("2031-05-02T11:30:00Z"));
    assert_eq!(
        body(ferry),
        [
            "  9 PORT MAROU, Marou (CW) — The ferry sailed on Friday — 12 weeks late.",
            " 10 ",
            " 11 “It took 12 weeks,” said Bo Lie.",
        ]
    );
    assert_eq!(items[1].1.as_ref().expect("a report").status, Status::Withdrawn);
}

#[test]
fn an_anpa_1312_story_is_named_by_its_day_and_its_slug() {
    let named = |slug: &str| {
        let text = format!(
            "\x01a0105CW\x1f_koko-\r\nu s\x14\x12 BC-PM--Ferry-Sinks   05-02 0020\r\n\x02^{slug}<\r\n\t   PORT MAROU (CW) _ The ferry sank.\r\n\x03CW-WF-05-02-31 1145GMT\r\n"
        );
        let item = item(text.as_bytes());
        (item.guid, item.version, item.status)
    };
    let guid = "CW 2031 05-02 BC-PM--Ferry Sinks".to_owned();
    let usable = |version| (guid.clone(), version, Status::Usable);
    assert_eq!(named("BC-PM--Ferry Sinks,20"), usable(0));
    assert_eq!(named("BC-PM--Ferry Sinks, 2nd Ld-Writethru,20"), usable(2));
    assert_eq!(named("BC-PM--Ferry Sinks, KILL,20"), (guid, 0, Status::Withdrawn));
    assert_eq!(named("BC-PM--Ferry Sinks, 1st Add,20").0, "");
    assert_eq!(named("BC-CWNewsAlert,20").0, "");
}

#[test]
fn a_note_above_a_wire_s_text_holds_it_until_its_embargo_ends() {
    let until = Status::Embargoed(moment("2031-05-03T06:00:00Z").expect("a moment"));
    let iptc = item(b"\x01nwa062 4 i 211 cw 061\r\n\x02EMBARGOED UNTIL 0600 GMT MAY 3\r\nPier opens =\r\n\r\nMarou (cw) - It opened.\r\n\x03021137 GMT May 31\r\n");
    assert_eq!((&*iptc.headline, iptc.status), ("Pier opens", until));
    let anpa = item(b"\x01a0105CW\x1f_koko-\r\nu s\x14\x12 BC-Pier   05-02 0020\r\n\x02^BC-Pier,20<\r\n^Pier opens<\r\n^Eds: Embargoed until 2 a.m. EDT Saturday, May 3.<\r\n\t   PORT MAROU (CW) _ It opened.\r\n\x03CW-WF-05-02-31 1145GMT\r\n");
    assert_eq!((&*anpa.headline, anpa.status), ("Pier opens", until));
}

#[test]
fn a_time_that_no_clock_shows_is_none() {
    for time in [
        "029937 GMT May 31", "320000 GMT May 31", "CW-WF-13-02-31 1130GMT", "99:99-02-05-31",
    ] {
        let text = format!("\x01nwa062 4 i 211 cw 061\r\n\x02Pier opens\r\n\r\nIt opened.\r\n\x03{time}\r\n");
        assert_eq!(item(text.as_bytes()).date, None, "{time}");
    }
}

#[test]
fn a_story_of_a_killing_is_not_killed() {
    let item = item(b"\x01nwa062 4 i 211 cw 061\r\n\x02STORM KILLS FIVE\r\n\r\nPort Marou (cw) - Storms kill.\r\n\x03021137 GMT May 31\r\n");
    assert_eq!(item.status, Status::Usable);
}

#[test]
fn telex_wires_keep_their_envelope_in_plain_text() {
    let item = item(TELEX);
    assert_eq!(
        (&*item.headline, item.headline_line),
        ("Ferry sails after repair", 4)
    );
    assert_eq!((&*item.outlet, &*item.dateline), ("MPA", "PORT MAROU"));
    assert_eq!(
        body(&item),
        [
            "  7 The ferry sailed on Friday.",
            "  8 ",
            "  8 It was 12 weeks late."
        ]
    );
}

#[test]
fn a_press_release_has_its_headline_right_under_its_source() {
    let item = item(b"Source: Marou Line\nMEDIA RELEASE MR7\nMarou Line Puts the Ferry Back\nin Service\n\nPORT MAROU, May 2, 2031 /CW/ -- The ferry sails.\n");
    assert_eq!(
        (&*item.headline, item.headline_line),
        ("Marou Line Puts the Ferry Back in Service", 3)
    );
    assert_eq!((&*item.outlet, &*item.dateline), ("Marou Line", "PORT MAROU"));
    assert_eq!(item.date, moment("2031-05-02T00:00:00Z"));
    assert_eq!(
        body(&item),
        ["  6 PORT MAROU, May 2, 2031 /CW/ -- The ferry sails."]
    );
}

#[test]
fn an_entity_bomb_stays_as_it_is_written() {
    let mut bomb = String::from("<!DOCTYPE nitf [<!ENTITY a0 \"ha\">");
    for n in 1..20 {
        bomb += &format!(
            "<!ENTITY a{n} \"&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};\">",
            n - 1
        );
    }
    bomb += "<!ENTITY passwd SYSTEM \"file:///etc/passwd\">]>\n<nitf><body><body.content><p>Pier &a19; &passwd;</p></body.content></body></nitf>";
    assert_eq!(item(bomb.as_bytes()).body[0].text, "Pier &a19; &passwd;");
}

#[test]
fn bombs_of_depth_and_attributes_are_refused() {
    let deep = format!("<nitf>{}", "<p>".repeat(200_000));
    assert!(refused(&deep).contains("deep"), "{}", refused(&deep));
    let attributes: String = (0..80_000).map(|n| format!(" a{n}='b'")).collect();
    assert!(refused(&format!("<nitf><p{attributes}>Pier</p></nitf>")).contains("attributes"));
    let html = format!(
        "{{\"uri\": \"u\", \"pubstatus\": \"usable\", \"body_html\": \"<p>Pier</p>{}\"}}",
        "<b>".repeat(200_000)
    );
    assert_eq!(item(html.as_bytes()).body[0].text, "Pier");
}

#[test]
fn a_file_cut_anywhere_is_read_or_refused() {
    for whole in [
        NITF, NEWSML_1, NEWSML_G2, NINJS, NINJS_3, AP, IPTC_7901, ANPA, TELEX,
    ] {
        for length in 0..whole.len() {
            for (_, item) in items("cut", &whole[..length]) {
                assert!(item.is_ok() || item.is_err_and(|why| why.len() > 5));
            }
        }
    }
    assert!(refused(std::str::from_utf8(&NITF[..NITF.len() - 9]).expect("text")).contains("breaks off"));
}
