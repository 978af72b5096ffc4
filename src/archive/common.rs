//! How common words are in news at large, for archives too small to tell.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::story::word;

/// The share of reports that have a word which is not listed, on its own and within a name.
const WORD: f32 = 0.02;
const NAME: f32 = 0.001;

/// The share of news reports that have a word, by its stem.
pub fn share(stem: u64, in_name: bool) -> f32 {
    static SHARES: OnceLock<FxHashMap<u64, f32>> = OnceLock::new();
    let shares = SHARES.get_or_init(|| {
        let listed = LISTED.iter().rev();
        listed
            .flat_map(|&(share, list)| word::words(list).into_iter().map(move |w| (w.stem, share)))
            .collect()
    });
    shares
        .get(&stem)
        .copied()
        .unwrap_or(if in_name { NAME } else { WORD })
}

/// Words by the share of reports that have them in any inflection, counted in English news of nine years. Without
/// names and what only one beat writes of.
const LISTED: [(f32, &str); 4] = [
    (
        0.8,
        "a about after all also an and are as at be been but by do for from had has have he his i if in is \
         it like make more new no not of on one or other out over people president said says so some state \
         than that the their there they this time to up us was we were what when which who will with would \
         year",
    ),
    (
        0.4,
        "according act added administration against american another any asked back because before believe \
         between both called campaign can case change clear come congress continue could country critics \
         day democrats did does don't down during election end even face far federal first following force \
         former get give going good government group help her here high him house how including into issue \
         john just know last law leaders long look made majority many may members month most move much \
         national need news next now number off office officials only our own part party person place plan \
         point policy political presidential press public put question recent report republican right run \
         same security see senate she should show sign since statement still story such support take talk \
         them then these things think those three through told trying two under united use very vote want \
         washington way week well where whether while white without work you",
    ),
    (
        0.2,
        "able account accused across action actually additional address adviser again agency ago agree \
         aides allow almost along already always america among announced answer anti anything appeared \
         argued around associated attack attempt attorney authority away bad based become begin behind \
         benefits best better big bill bring building business came can't candidate care cause center \
         certain chairman challenge charges chief city claims close cnn comments committee community \
         companies concerns confirmed congressional conservative consider contributed control cost course \
         court create current cuts daily deal debate decades decided decision defend defense delivered \
         department described despite details didn't different directly director discuss doesn't done each \
         earlier early economic economy effect efforts either enough event ever every evidence example \
         executive expected explain fact failed family feel few fight figure final find fire five focus \
         foreign found four free friday full funding further future general given got great hand happened \
         hard head health hearing held himself history hold home hope hours however i'm idea immediately \
         immigration important increase individual information instead interest international interview \
         investigation involved isn't job justice keep key killed kind known large late later lawmakers \
         lead least leave led left legal legislation less let level liberal life limit line little lives \
         lot man manage march mark matter me means measure media meeting message might military million \
         monday money morning mr must my name nearly never night noted nothing offer often old once open \
         operations order organization outside particularly pass past pay percent play poll position \
         possible post potential power previous primary private problem process program promise proposal \
         protect provide push r race raise rate rather reach read real really reason received record reform \
         related released remain rep repeatedly representatives require respond response result return role \
         rules school second secretary seeking seems seen sen senior serious served service set several \
         share short side similar six social something speaking special speech spending stand start step \
         stop strong success suggested sure system taken target tax team tell term they're though thought \
         threat thursday today too took top toward tuesday turn twitter understand university until vice \
         video view voters war warned watch we're wednesday went why win within won't words world wrote yet \
         york your",
    ),
    (
        0.1,
        "ability accept access acknowledged activists activity add advance advocates affairs affected \
         affordable age agenda agreement ahead aimed air allegations allies alone although am amendment \
         amount anyone ap apparently appeal apply approach approval april area aren't argument armed \
         arrived article assault assistance attend attention available average avoid ban basic battle \
         became began below bernie beyond biden biggest billion bipartisan black blame block board book \
         border break briefing broad brought budget buy california cannot capital capitol carolina carry \
         caucus central chance check children choice cited citizens civil class click co colleagues \
         collection college com committed common communications compared completely concluded conditions \
         conduct conference confidence conflict connection consistent constitution controversy convention \
         conversation copyright correct counsel count cover coverage crime criminal crisis crowd d damage \
         dangerous data date david dead death december declared declined defeat demand demonstrators denied \
         deputy designed determine development died difficult dismissed district divided documents dollars \
         door doubt dozen drive drop due education eight else email emergency employees employers encourage \
         endorsed energy enforcement engaged ensure enter entire era especially essentially establishment \
         estimated eventually everyone everything exactly except exchange existing expand experience \
         experts expressed extreme eye facebook fair fall false favor fbi fear february fellow field file \
         financial firm fix florida form forward foundation fox freedom friends front gain game gathered \
         gave generation george global goal goes gone gov governor granted ground growing gun guy half \
         handling heard higher highlights hill historic hit host huge human hundreds hurt i've identified \
         ignored illegal impact impeachment improve income indeed independent indicated industry influence \
         initially inside insisted institute insurance intelligence intent investment iowa itself james \
         january joe joined judge july june knew lack latest launch lawyer leadership learned letter lies \
         light list llc local longer lose lost love low lower main maintain market mass massive maybe \
         meanwhile men mention met michael middle mike mind minority minutes moderate moment movement \
         multiple nature necessary negotiations network nomination non north november obamacare obviously \
         october ohio online opinion opponents opportunity opposed opposition option original page paid \
         participate partisan path paul performance perhaps period permission phone photos pick police \
         politicians politico poor popular population practice predicted prepared present pressure pretty \
         prevent price pro probably produce products professor progressive project promote protesters prove \
         published pull quickly quite rally range ranking re reality reduce referring reflect refused \
         regarding regulations rejected relationship remarks removed replace reprint request research \
         respect rest restrictions reuters revealed review rise risk robert room russia russian ryan \
         saturday save saw scheduled seat secret self send sense sent separate september series sessions \
         seven shift shot significant simply single site sitting situation small someone sometimes son soon \
         sort sought source south speaker specific spent spoke spokesman staff stage standard status stay \
         strategy street strike struggling students study subject sunday supposed supreme surprise \
         terrorism test texas thank themselves they've third thousands threatened ties together total tough \
         track trade traditional travel treated trouble true trust truth ultimately union unlikely update \
         urged usually values victory violated violence virginia visit voice w wait walk wall wasn't we've \
         weapons website weekend west whole whom whose widely woman women won workers worried worse \
         wouldn't writes wrong yes you're young",
    ),
];
