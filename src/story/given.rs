//! Sex, by given name and by noun: "she" does not mean Ramil nor a brother, and Moreau after "Anna" is a person.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::word::hash;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    Man,
    Woman,
}

/// Whose given name it is: `Some(None)` for either's.
pub fn given(key: u64) -> Option<Option<Sex>> {
    static NAMES: LazyLock<FxHashMap<u64, Option<Sex>>> = LazyLock::new(|| {
        let lists = [(MEN, Some(Sex::Man)), (WOMEN, Some(Sex::Woman)), (EITHER, None)];
        lists
            .into_iter()
            .flat_map(|(names, sex)| names.split_whitespace().map(move |name| (hash(name), sex)))
            .collect()
    });
    NAMES.get(&key).copied()
}

/// The sex that a noun shows.
pub fn of_noun(noun: &str) -> Option<Sex> {
    match noun {
        "mother" | "sister" | "wife" | "widow" | "daughter" | "girl" | "aunt" | "grandmother" | "niece"
        | "actress" => Some(Sex::Woman),
        "father" | "brother" | "husband" | "widower" | "son" | "boy" | "uncle" | "grandfather" | "nephew" => {
            Some(Sex::Man)
        }
        _ if noun.ends_with("woman") => Some(Sex::Woman),
        _ if noun.ends_with("man") && !matches!(noun, "chairman" | "human" | "German" | "Roman") => {
            Some(Sex::Man)
        }
        _ => None,
    }
}

const EITHER: &str = "alex ali ariel ashley avery cameron casey charlie chris dana drew jamie jan jean jess jo jordan \
    kelly kim kit lee leslie lou morgan nicky pat riley robin sam sandy sasha sky terry toby tracy val";

const MEN: &str = "aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro alessandro alexander \
    alexei alfred allan allen alvin amado amir anatol anders andre andreas andrei andres andrew andriy andy angelo \
    angus anthony antoine anton antonio archie arjun arnold arthur artem arturo austin barack barney barry bartosz \
    ben benedict benjamin bernard bernie bert bill billy bob bobby boris brad bradley brandon brendan brett brian \
    bruce bruno bryan callum calvin carl carlos cesar charles chester chuck clarence claude clive colin connor \
    conor craig curtis cyril dale damian damien dan daniel danny darren dave david dean declan denis dennis derek \
    desmond dick diego dieter dimitri dirk dmitri dmitry dmytro dominic don donald doug douglas duncan dustin dwight \
    dylan earl eddie edgar edmund eduardo edward edwin elijah elliot elon emanuel emeka emil emilio emmanuel enrique \
    eric erik ernest ernesto ethan eugene evan felix ferdinand fernando finn floyd francesco francis francisco frank \
    franz fred frederick gabriel gareth gary gavin geoff geoffrey george georgi gerald gerard gilbert giorgio \
    giovanni giuseppe glen glenn gordon graeme graham grant greg gregory guillermo gus gustav guy hamid hank hans \
    harold harry harvey hassan hector henri henrik henry herbert herman hiroshi howard hubert hugh hugo hussein \
    ian ibrahim igor ilya isaac ismail ivan ivo jack jacob jacques jake jakub james jared jason jasper javier jeb \
    jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy joachim joe joel johan johannes john johnny jon jonas \
    jonathan jorge jose josef joseph josh joshua juan jules julian julio jurgen justin kai karim karl keir keith ken \
    kenneth kevin khalid klaus konrad kurt kyle kyrylo lachlan lance larry lars laurence lawrence leo leon leonard \
    leonid leroy lewis liam lindsey lloyd logan lorenzo louis luc luca lucas luis luke magnus malcolm manuel marc \
    marcel marco marcus mariano mario mark marko martin marty marvin mathias matt matteo matthew maurice max maxim \
    mehmet melvin michael michel miguel mike mikhail miles mitch mitt mohamed mohammad mohammed morris moses \
    muhammad murray mustafa mykola nathan nathaniel neil nelson nicholas nick nicolas nigel nikolai nikos noah noel \
    norman oleg oleksandr oleksiy olaf oliver olivier omar oren oscar oskar otto owen pablo paolo pascal patrick paul \
    pavel pedro pete peter petr petro phil philip philippe phillip pierre piotr rafael rajesh ralph ramil ramon \
    randall randy raul ravi ray raymond reginald reince rene reuben ricardo richard rick ricky rob robert roberto \
    rodrigo roger roland roman ron ronald rory ross roy rudolf rudy rupert russell ryan saeed salvador samir samuel \
    saul scott sean sebastian serge sergei sergey sergio serhiy seth shane shaun sidney simon spencer stanislav \
    stanley stefan stephen steve steven stewart stuart sven sylvester taras ted terence thabo theo theodore thomas tim \
    timothy todd tom tomas tommy tony travis trevor tristan tyler valentin valeriy vasily vernon victor viktor vince \
    vincent vitaly vivek vladimir volodymyr wade wallace walter warren wayne wendell wilfred willem william willie \
    winston wolfgang xavier yasser yevgeny yuri yusuf zachary zoltan";

const WOMEN: &str = "abigail ada adele adriana agatha agnes aisha alana alba alexandra alexis alice alicia alina \
    alison allison alma amal amanda amara amber amelia amina amy ana anastasia andrea angela angelica anita ann anna \
    annabel anne annette annie antonia april aroha astrid audrey ava barbara beatrice beatriz becky bella bernadette \
    beth betty beverly bianca bonnie brenda bridget brigitte camila camille candace carla carly carmen carol \
    carolina caroline carolyn cassandra catalina catherine cathy cecilia celeste celia charlene charlotte chelsea \
    cheryl chiara chloe christina christine cindy claire clara clarissa claudia colette colleen connie constance cora \
    courtney cristina crystal cynthia daisy daniela danielle daphne dawn deborah debbie debra deirdre delia denise \
    diana diane dolores donna dora doris dorothy edith edna eileen elaine eleanor elena elisa elisabeth elise \
    eliza elizabeth ella ellen elsa elsie emilia emily emma erica erin esmeralda esther eva eve evelyn fatima \
    felicity fiona florence frances francesca freya frida gabriela gabrielle gail gemma georgina geraldine gertrude \
    gillian gina giorgia giulia gladys gloria grace greta gretchen gwen hannah harriet hazel heather heidi helen \
    helena hilary hilda hillary holly ida ilse imelda imogen ines ingrid irena irene iris irina irma isabel isabella \
    isla ivanka ivy jackie jacqueline jane janet janice jasmine jean jeanette jeanne jennie jennifer jenny jessica jill \
    jin joan joanna joanne jocelyn jodie jodi johanna josephine joy joyce judith judy julia juliana julie juliet june \
    kamala karen karin karina kate katherine kathleen kathryn kathy katie katrina katya kay kayla keiko kellyanne \
    kerry kirsten kristen kristin kristina lara larissa laura lauren laurie leah leila lena leonie leticia lilian \
    lilly lily linda lisa liz liza lois lola loretta lorraine louisa louise lourdes lucia lucille lucinda lucy luisa \
    lydia lynn mabel madeleine madison maggie malala mandy mara marcia margaret margarita maria mariam marian marie \
    marilyn marina marion marjorie marlene martha martina mary maryam matilda maureen maya megan meghan melania \
    melanie melinda melissa mercedes meredith mette michaela michele michelle mildred mimi mina mira miranda miriam \
    moira molly mona monica muriel myra nadia nancy naomi natalia natalie natasha nicola nicole nina nora norma \
    octavia olena olga olivia oksana ophelia paige pam pamela patricia paula pauline penelope penny petra philippa \
    phoebe phyllis pippa polly priscilla priti priya rachel ramona rebecca regina renata renee rhonda rita roberta \
    rosa rosalind rose rosemary roxanne ruby ruth sabrina sadie sally samantha sandra sara sarah savannah selena \
    serena sharon sheila shelley shirley silvia simone sinead sofia sonia sophia sophie stacey stella stephanie sue \
    susan susanna susanne suzanne svetlana sybil sylvia tabitha tamara tania tanya tara tatiana teresa tess tessa \
    thelma theresa tiffany tina tricia ursula valentina valerie vanessa vera verity veronica vicky victoria viola \
    violet virginia vivian viviane wanda wendy whitney wilma winifred yasmin yolanda yulia yvette yvonne zara zoe";
