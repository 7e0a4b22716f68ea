/** Sentences that are true and tell nothing of the news: openings, background, who wrote it, whom to call. Pure. */

/** `Jane Roe is a professor of law at …`, `is a staff writer covering …`: who wrote it. */
const BIOGRAPHY =
  /^(?:Dr\.? |Prof(?:essor|\.)? )?\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3} (?:is|are) (?:a|an|the author|co-author|the editor)(?: [\p{L}'’-]+){0,4}? ?(?:of|professor|lecturer|fellow|columnist|correspondent|reporter|journalist|contributor|writer|editor)(?!\p{L})(?:[^.]*?(?: at | of | for | with | covering |who )|\.$)/u
export const isBiography = (text: string): boolean => BIOGRAPHY.test(text)

/** A number to call, an address to write to. */
const CONTACT =
  /(?<!\d)1[- ]\d{3}[- ]\d{3}[- ]\d{4}|\(\d{3}\) ?\d{3}-\d{4}|(?<![\d.])0\d{1,4}[-‐−－]\d{1,4}[-‐−－]\d{3,4}|[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,}|(?:TEL|Tel|電話)\s*[:：]|(?:visit|go to|log on to) (?:www\.|https?:|[\w-]+\.(?:com|org|net)\b)|forward-looking statements|actual results (?:may|could) differ/u
export const isContact = (text: string): boolean => CONTACT.test(text)

/** Where and when a study came out, by itself, and where it can be read. */
const PUBLICATION =
  /https?:\/\/|(?<!\p{L})www\.|^(?:この)?(?:研究|成果|論文|調査|分析)(?:の?(?:成果|結果|論文))?[はが][^。]{0,70}(?:に掲載され(?:た|ている|ました)|で公開され(?:た|ている|ました))。$|^(?:The|Their|Its) (?:new )?(?:study|findings|results|research|paper|work|report)(?: \w+)? (?:was|were|is|are|appeared?|appears) (?:published |reported |described |today |online )*(?:in|by|on) [^.]{0,90}\.$/u
export const isPublication = (text: string): boolean => PUBLICATION.test(text)

/** What has long been so. */
const BACKGROUND =
  /^(?:近年|昨今|ここ数年|最近では)[、は]|^(?:In recent (?:years|months|decades)|Over the (?:past|last) (?:few|several) (?:years|decades)|Nowadays|These days)(?!\p{L})/u
export const isBackground = (text: string): boolean => BACKGROUND.test(text)

/** How one begins before one has said anything: no figure, no name, and true of everything. */
const COMMONPLACE =
  /^(?:Not every(?:one|body)|Nobody likes|No one likes|Everyone|Everybody|We(?:['’]ve| have) all|We all|It['’]s no secret|It is no secret|There(?:['’]s| is) (?:nothing|something) (?:like|worse|better|special)|If you(?:r|['’](?:re|ve))?|Whether you(?:['’]re)?|Imagine|Picture this|Ever wonder|Who doesn['’]t|Let['’]s face it|Life is|Love it or hate it|When it comes to|Here we go|In today['’]s|You know the feeling|As the saying goes)(?!\p{L})[^\d]*$|^[^\d「]{4,40}(?:が問われている|が求められている|は言うまでもない|は少なくない|時代(?:だ|になった|である)|ではないだろうか|かもしれない)。$/u
export const isCommonplace = (text: string): boolean => COMMONPLACE.test(text)

/** Steps of a recipe or manual tell what to do, not what the article says. */
const STEP =
  /^(?:(?:Meanwhile|Then|Next|Now|Finally|First),? )?(?:Preheat|Heat|Add|Stir|Mix|Cook|Bake|Place|Put|Cut|Slice|Chop|Dice|Peel|Season|Serve|Pour|Tip|Fold|Whisk|Remove|Drain|Bring|Simmer|Roast|Fry|Grill|Combine|Transfer|Let|Leave|Cover|Sprinkle|Scatter|Spread|Melt|Beat|Blend|Boil|Rinse|Toss|Garnish|Repeat|Open|Select|Tap|Click|Press|Turn|Insert|Attach|Unscrew|Plug|Unplug)(?: (?:in|into|on|off|out|over|up|down|aside|through|together))? (?:the|a|an|your|it|them|to|all|each|any|half|with|well|for|until|at|about|\d+)(?!\p{L})|^(?:Stir|Mix|Tip|Fold|Pour|Blend|Serve|Garnish|Season|Simmer|Drain|Bake|Toss)(?:,| (?:in|with|well|for)(?!\p{L}))/iu
/** What a kitchen works with, and what is done there. */
const KITCHEN =
  /(?:中火|弱火|強火|フライパン|鍋|ボウル|オーブン|電子レンジ|大さじ|小さじ|食べやすい|切り込み|一口大|薄切り|みじん切り|千切り|水気|とろみ|粗熱|しょうゆ|醤油|砂糖|塩|こしょう|バター|片栗粉|小麦粉|生地|油)[^。]{0,60}(?:入れ|加え|切り|切|熱し|熱す|焼き|焼|炒め|合わせ|煮|混ぜ|のせ|かけ|振り|ふり|まぶし|まぶす|からめ|つけ|取り出し|取り出す|盛り|盛|ゆで|茹で|冷まし|冷ます|冷やし|冷やす|漬け|包み|包|並べ|溶かし|溶かす|むき|むく)(?:ます|る|く|む)?。$|(?:炒め(?:合わせ)?|ゆで|茹で|煮込み|煮詰め)(?:ます|る)。$/u
export const isStep = (text: string): boolean => STEP.test(text) || KITCHEN.test(text)

/** Who says it is nobody: another sentence says it with a name. */
const NOBODY =
  /^(?:Supporters|Backers|Opponents|Critics|Proponents|Advocates|Detractors|Sceptics|Skeptics|Observers|Campaigners|Some|Many|Others|Most|Few)(?: (?:in [\p{L} ]{3,30}?|people|of them|residents|experts|analysts|observers|critics|users|fans|readers|members))? (?:say|said|argued?|believed?|fear(?:ed)?|claim(?:ed)?|insist(?:ed)?|hoped?|warn(?:ed)?|think|thought|worry|worried|point(?:ed)?|contend(?:ed)?|suggest(?:ed)?|note[d]?|call(?:ed)?|see|saw|question(?:ed)?|wonder(?:ed)?|praised?|criticised|criticized|will say)(?!\p{L})|^[^\d]*(?:という|との|とする|といった)(?:声|見方|意見|指摘|批判|懸念|期待)(?:も|が|は|など)[^。]{0,14}。$/u
export const isNobodys = (text: string): boolean => NOBODY.test(text)

/** How glad somebody is to tell it; what is told comes after. */
const GLAD =
  /^(?:We|I)(?:['’](?:re|m)| are| am) (?:so |very |really |super |absolutely )?(?:thrilled|excited|happy|pleased|proud|delighted|glad|honou?red)(?!\p{L}).{0,70}[.!]$|(?:です|ます|ません|でしょう)よね[。!！]?$/u
export const isGlad = (text: string): boolean => GLAD.test(text)

const NUMBERED = 'War|Part|Type|Phase|Class|Group|Grade|Elizabeth|Charles|James|George|Nicholas'
/** Whoever speaks stands in another sentence, or over the text. */
const FIRST = {
  en: new RegExp(
    `^(?:We|You|Our|Your|My|We[’']re)(?!\\p{L})|(?<![\\p{L}’'.-])(?<!(?:${NUMBERED}) )(?:I(?= [a-z])|I[’'](?:m|ve|d|ll)(?!\\p{L})|(?:my|me)(?=[ ,.])|myself)`,
    'u',
  ),
  ja: /^(?:我々|皆さん|みなさん)|(?<!公)(?:私|僕|俺|わたし|ぼく)(?:自身|たち|ども)?[はがも、]|(?:んです|と思います|気がします)。$/u,
}
/** What somebody else said of himself. */
const SPOKEN = /[「『“"][^「」『』“”"]*[」』”"]/gu
/** Says whether a sentence speaks of whoever says it, outside what it quotes. */
export const isFirstPerson = (text: string, lang: string): boolean =>
  (lang === 'en' || lang === 'ja') &&
  FIRST[lang].test(text) &&
  FIRST[lang].test(text.replaceAll(SPOKEN, ''))

/** Where an interview was held. */
const MEETING =
  /(?:話を(?:聞いた|聞きました|伺った|伺いました|うかがった|うかがいました)|にインタビューした)。$|^(?:We|I) (?:met|meet|spoke (?:to|with)|talked to|sat down with|caught up with|visited)(?!\p{L})/u
export const isMeeting = (text: string): boolean => MEETING.test(text)
