/** What happens in a text, in kinds: the same deed in other words. Pure. */

/** Kinds of news, each by the words that both languages have for it. */
const ACTIONS: Record<string, RegExp> = {
  die: /\bdie[ds]?\b|\bdead\b|\bdeaths?\b|\bkill(?:s|ed|ing)?\b|\bfatal|死亡|死去|死者|遺体|亡くな/iu,
  hurt: /\binjur|\bhurt\b|\bwound|重傷|軽傷|重体|けが/iu,
  arrest: /\barrest|\bdetain|逮捕|拘束/iu,
  charge: /\bcharged\b|\bindict|起訴|送検/iu,
  sentence: /\bsentenc|\bjail|\bconvict|\bverdict|\bguilty|判決|懲役|有罪|無罪|実刑/iu,
  rule: /\bruling|\brules\b(?! out)|\bruled\b|\bstr(?:ikes?|uck) down|\bthrown? out|\brejects? .*law|賠償命令|命じる|棄却|違憲/iu,
  sue: /\bsue[ds]?\b|\blawsuit|\blegal action|提訴|訴訟/iu,
  trial: /\btrial\b|\bin court\b|\bmagistrates|初公判|公判/iu,
  quake: /\bquake|\bearthquake|\btremor|地震|震度/iu,
  storm: /\bstorm|\btyphoon|\bhurricane|\bcyclone|nor'easter|\bblizzard|台風|暴風|大雪|豪雨/iu,
  flood: /\bflood|浸水|氾濫|洪水/iu,
  fire: /\b(?:wild|bush)?fires?\b|\bblaze|火災|火事|全焼|出火|山火事/iu,
  erupt: /\berupt|噴火|噴煙/iu,
  crash:
    /\bcrash|\bcollid|\bcollision|\bplunge|\bderail|\boverturn|\bcapsiz|\bsink|\bsank|衝突|追突|脱線|転覆|墜落|はねられ/iu,
  collapse: /\bcollaps|\bgave way|\bgives way|\bbreach(?! of)|崩落|崩壊|陥没|倒壊/iu,
  explode: /\bexplo[ds]|\bblew up|\bblast(?!s? off|ed off)|\bbroke apart|\bdestroyed|爆発/iu,
  aground: /\baground\b|\bstranded\b|\bblock(?:s|ed|age)\b|座礁|立ち往生/iu,
  abduct: /\babduct|\bkidnap|\bhostage|誘拐|拉致/iu,
  evacuate: /\bevacuat|\bflee|\bfled\b|\bleave their homes|避難/iu,
  rescue: /\brescue|救助|救出/iu,
  strike:
    /\bstrik(?:e|es|ing)\b(?! down)|\bwalk(?:s|ed)? (?:out|off)|\bwalkout|\bstoppage|ストライキ|スト決行/iu,
  halt: /\bcancel|\bground(?:s|ed)\b|\bsuspend|\bhalt|\bdisrupt|運転見合わせ|見合わせ|運休|欠航|停止|中止|閉鎖/iu,
  delay: /\bdelay|\bpostpon|延期|繰り下げ/iu,
  outage:
    /\boutage|\bblackout|\bwithout power|\boffline|\bknock(?:s|ed) out|\belectricity|停電|断水|通信障害|システム障害/iu,
  hack: /\bhack|\bdata breach|\bcyber|\bransom|不正アクセス|情報漏|サイバー/iu,
  vulnerability: /\bvulnerabilit|\bsecurity (?:fix|hole|issue|update|release)|脆弱性/iu,
  steal:
    /\bstole|\bsteal|\btheft|\bthie(?:f|ves)|\bheist|\bburglar|\bbreak-in|窃盗|盗ま|着服|横領/iu,
  murder: /\bmurder|\bstab|\bshoot|\bshot\b|殺人|殺害|刺され/iu,
  buy: /\bacqui(?:re|sition)|\bbuys?\b|\btakeover|\btaken over|\bmerge|\bpurchase|買収|子会社化|合併|統合/iu,
  invest: /\binvest(?!or|igat)|\bnew (?:plant|factory)|新工場|工場建設|設備投資/iu,
  earn: /\bprofits?\b|\bearnings|\bnet income|\brevenue|純利益|営業利益|決算|赤字|黒字|最終損益/iu,
  shares:
    /\bdollar\b|円高|円安|急落|急騰|\bshares? (?:of|in|fall|rise|slip|jump|surge|drop|tumble)|\bstocks\b|\bwall street|\b(?:oil|crude|gold|gilts?|bonds?|yields|peso|euro|pound|sterling|yen|bitcoin|futures)\b.{0,30}\b(?:ris|rose|fall|fell|surg|slid|slip|jump|climb|drop|gain|hit|weak|tumbl|soar|sell|sold)|株価|日経平均|東証/iu,
  rates:
    /\binterest rates?\b|\brates?\b.*\b(?:hold|cut|hike|rais)|\b(?:cut|lower|rais|hik|hold|held|kept|keep|leav|left)\w*\b.{0,30}\brates?\b|\bborrowing costs|政策金利|利上げ|利下げ/iu,
  inflation: /\binflation|\bconsumer prices|消費者物価|インフレ/iu,
  price: /\bprice (?:rise|hike|increase)|値上げ|値下げ|値上がり|値下がり/iu,
  recall: /\brecall|\bpull(?:s|ed|ing)? .{0,30}\bfrom (?:sale|shelves)|リコール|自主回収/iu,
  jobs: /\b(?:cut|cuts|axe|slash|shed)\b.*\bjobs\b|\bjobs (?:to go|cut)|\blay-?offs?\b|\blays? off|人員削減|希望退職/iu,
  hire: /\bappoint|\bnames?\b.*\b(?:chief|ceo|head|boss|director|chair)|\bto become\b|\bsucceed|社長に|就任|起用/iu,
  leave:
    /\bstep(?:s|ped|ping)? down|\bresign|\bretire|\bexit\b|\bleav(?:e|es|ing)\b|\bdepart(?:s|ure)\b|辞任|退任|引退|退団/iu,
  unveil:
    /\bunveil|\blaunch(?:es|ed)\b|\bofficial\b|\btakes? the wraps|発売|発表会|お披露目|投入/iu,
  release:
    /\breleas|\bships?\b|\bnow available|\bout now|\bpublish|公開|リリース|配信|提供を?開始/iu,
  review: /\breview\b|レビュー|使ってみ/iu,
  liftoff:
    /\blift(?:s|ed)? off|\bblast(?:s|ed)? off|\broar(?:s|ed) off|\blaunch(?:es|ed|ing)?\b|打ち上げ/iu,
  landing: /\bsplash(?:es|ed)?.?down|\breturn.*(?:earth|home)|着水|帰還|着陸/iu,
  win: /\bw[io]ns?\b|\bwinning\b|\bbeats?\b|\bdefeat|\btriumph|\bdown(?:s|ed)\b|\bvictory|\bpast\b|優勝|勝利|快勝|辛勝|逆転勝|下し|破[りっる]|連勝|勝$|金メダル/iu,
  draw: /\bdraws?\b|\bdrew\b|\bheld to\b|引き分け|ドロー/iu,
  prize: /\baward|\bprize|\boscar|\bgrammy|\bbafta|受賞|大賞|芥川賞|直木賞/iu,
  contract: /\bcontract|\bsigns?\b.*\bdeal|契約|移籍|加入/iu,
  injury: /靱帯|離脱|全治|\bruled out\b|\bsidelined/iu,
  elect:
    /\belection|\bvotes?\b|\bexit poll|\bballot|選挙|投開票|当選|\d選確実|初当選|知事選|市長選/iu,
  stand: /\bto run for|\bcandidac|出馬|立候補|告示/iu,
  pass: /\bpass(?:es|ed)\b.*\bbill|\blawmakers approve|可決|成立|衆院通過/iu,
  ban: /\bban(?:s|ned)?\b|\bbar(?:s|red)?\b|\boutlaw|禁止/iu,
  approve:
    /\bapprov|\bbacks?\b|\bendors|\brecommend|\bclear(?:s|ed)\b|\bgreen light|承認|認可|了承/iu,
  reject: /\breject|\bdeclin(?:e|ed|es) to|\bvot(?:e|es|ed) down|\boppos|否決|却下|反対/iu,
  talk: /\bsummit|\btalks\b|\bmeets?\b|\bmeeting|会談|協議|首脳/iu,
  agree: /\bagree|\bdeal\b|\bpact\b|\baccord|合意|妥結|満額|一致/iu,
  find: /\bfound\b|\bdiscover|\bunearth|発見|出土|見つか|新種|確認/iu,
  open: /\bopen(?:s|ed|ing)\b|開業|オープン|開店|開幕/iu,
  restart:
    /\brestart|\breinstat|\brestor|\bresum|\brefloat|\bfreed\b|\bback into|再開|再稼働|復旧/iu,
  mourn: /悼む|悼み|追悼|\bmourn|\bvigil|\btribute|\bfuneral|\bhonou?r\b/iu,
  react:
    /遺憾|反発|申し入れ|受け止め|批判|コメント$|\bblames?|\bapologi[sz]|\bcritici[sz]|\bcondemn|\bhail|\bmark(?:s|ed)\b|\bresponds?\b|\bvows?\b|\breacts?\b|\bwarns?\b|\bcalls? for|\burges?\b/iu,
  begin: /始まる|始まり|開始|きょうから|スタート|\bbegins?\b|\bkicks? off|\bgets? under ?way/iu,
  investigate: /調査開始|現地調査|捜査|家宅捜索|強制捜査|\binvestigat|\bprobe|\binquiry/iu,
  lead: /\bleads?\b|\bpole\b|首位|王手|予選|リード/iu,
  expect:
    /公算|見通し|成立へ|へ(?=$|[\s、])|検討|方針|\bexpected\b|\bset to\b|\bnears?\b|\bto vote\b|\bplans?\b/iu,
  answer: /会見|記者会見|インタビュー|語る|「[^」]{4,}」$|\binterview|\bsays\b/iu,
  toll: /\bdeath toll|\btoll\b|死者(?:数)?が?\d+人に/iu,
  sales: /販売台数|売上|\bsales\b|受注|来場|来館|興行|\bbox office/iu,
  marry: /\bmarr(?:y|ies|ied)|\bwedding\b|\bengage(?:d|ment)|結婚|婚約/iu,
  poison: /食中毒|ノロウイルス|\bfood poisoning/iu,
  up: /\bris(?:e|es|ing)\b|\brose\b|\bjump|\bclimb|\bsurge|\bgain|\bhigher\b|\blift(?:s|ed)\b(?! off)|\bup\b|増[益収え加]?|上昇|続伸|反発|上方修正|引き上げ/iu,
  down: /\bfall(?:s|en|ing)?\b|\bfell\b|\bdrop|\bslip|\bslid|\bslump|\blower\b|\bdip(?:s|ped)?\b|\bslow(?:s|ed)\b|減[益収り少]?|下落|反落|続落|下方修正|引き下げ/iu,
  hold: /\bhold(?:s)?\b|\bunchanged\b|\bsteady\b|\bon hold\b|\bheld at\b|据え置|現状維持|見送り/iu,
}

export type Actions = ReadonlySet<string>

/** Gives the kinds of what happens in a text (in NFKC). */
export function actionsOf(text: string): Set<string> {
  const found = new Set<string>()
  for (const [name, pattern] of Object.entries(ACTIONS)) if (pattern.test(text)) found.add(name)
  return found
}
