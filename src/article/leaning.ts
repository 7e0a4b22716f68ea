/** Words at a sentence's start that lean on the sentence before it, by language; and which of them can go. Pure. */

type Leaning = {
  /** The sentence is not understood alone. */
  leans: RegExp
  /** A connective that can go without harm, with the comma after it. */
  goes: RegExp | null
}

const QUOTE = '["“‘\'«„]?'
const start = (words: string, flags = 'u') => new RegExp(`^${QUOTE}(?:${words})(?!\\p{L})`, flags)

/** What happened, named once more before what is told of it: この事故で、3人が… */
const OCCASION =
  '(?:この|その|同じ|同)(?:事故|地震|火災|火事|災害|事件|調査|会見|試合|大会|会議|会合|選挙|式典|豪雨|台風|戦闘|攻撃|爆発|衝突|噴火|津波|大雨|停電|取材)(?:で(?:は|も)?|によ(?:り|って))(?:、|(?=[0-9０-９]))'

const JAPANESE: Leaning = {
  leans: new RegExp(
    `^[「『（(]?(?:${[
      'また|しかし|だが|かといって|とはいって|そんな|こんな|あんな|ただ(?!ち)|なお|一方|さらに|そして|それ|その|そこ|そう|そちら|これ|この(?!ほど|たび)|ここ|こう|こちら|こ[のれ]ら|あの|あれ|つまり|すなわち|要するに|例えば|たとえば|というのも|なぜなら|なので|ですので|ですから|だから|よって|したがって|従って|ゆえに',
      '同(?:じく|じ|氏|社|日|省|国|局|庁|大|紙|校|県|市|町|村|区|党|署|機|船|店|誌|館|園|院|団|作|家|州|所|会|行|隊|地|様に|時に|時刻|年|月|時点|サイト|アプリ|サービス|シリーズ|容疑者|被告|選手|監督|番組|協会|委員|大会|大学|新聞|法|線|駅|病院|空港|地区|議員|知事|長官|大臣|首相|大統領)(?!盟|志|様|窓)',
      '両(?:者|氏|社|国|店|党|紙|軍|報道|選手|容疑者|被告|チーム|首脳)|彼女?(?:ら|たち)?[はがのをもにと]|いずれも|どちらも|うち|ほか(?:に|の)|他に|他方|ところが|ところで|とはいえ|とはいうものの|けれども?|でも|では|じゃあ|さて|以上|以下|上記|下記|前述|先述|もっとも|ちなみに|とくに|特に|とりわけ|中でも|なかでも|加えて|くわえて|併せて|あわせて|おまけに|しかも|むしろ|逆に|反対に|結果|結局|続いて|続けて|次に(?!来|行|続|控|備|つな)|次いで|最後に|最初に|まず|やがて|すると|こうして|おかげで|当時|今回の(?:件|こと)|前者|後者|当該|当の|本人|[0-9０-９一二三四五六七八九十両]+(?:人|名|者|社|校|国|件|頭|羽|匹|台)(?:とも|は)|残り(?:の|は)|ふたり(?:は|が|の)|このほか|そのほか|それに|ええ|はい|いえ|いや|いいえ|そうですね|うーん',
    ].join('|')})`,
    'u',
  ),
  goes: new RegExp(
    `^(?:(?:また|しかし|だが|なお|一方で?は?|さらに|そして|ただし?|ちなみに|そのうえ|その上|ところが|とはいえ|もっとも|とくに|特に|とりわけ|加えて|併せて|あわせて|しかも|このほか|そのほか|そのため|このため|その後|そんな中で?|まず|でも|さて|ところで|だから|つまり|なお、また|そこで)[、，]|また(?=[\\p{Script=Han}\\p{Script=Katakana}A-Z0-9０-９「])|なお(?=[\\p{Script=Han}\\p{Script=Katakana}A-Z「])|その(?:後|間)、?(?=(?:19|20)\\d\\d年)|${OCCASION})`,
    'u',
  ),
}

const ENGLISH: Leaning = {
  leans: start(
    'However|But|And|Or|Nor|So|Also|Moreover|Furthermore|Meanwhile|Instead|Still|Yet|Then|Thus|Hence|Therefore|He|She|They|It|This|That|These|Those|His|Hers?|Their|Theirs|Its|Such|There|Here|Him|Them|Besides|Nevertheless|Nonetheless|Otherwise|Additionally|Similarly|Likewise|Conversely|Consequently|Accordingly|Afterwards?|Eventually|Ultimately|Indeed|Regardless|Either way|Anyway|Though(?=,)|Later|Later on|Earlier(?=,)|Then again|Now,|Again,|Plus,|Even so|Even then|First,|Second,|Third,|Finally,|Lastly,|Next,|Soon|Too|' +
      "For example|For instance|For that reason|For this reason|In addition|In fact|In turn|In contrast|In response|In return|In other words|In the meantime|In that|In this (?:case|way|sense)|In both|In all|In short|In particular|As a result|As such|As for|As well|At the same time|At the time|At that|At this|At first|At least|After that|After this|After all|Before that|Before then|Since then|Until then|By then|By that|By contrast|By comparison|From there|From then|On the other hand|On top of|On that|On the contrary|Of those|Of these|Of course|Of them|That said|Having said|Because of (?:this|that)|Despite (?:this|that)|Due to this|With this|With that|Under this|Under that|To that end|To do (?:so|this|that)|If so|If not|One of them|Both of|All of them|Some of them|Many of them|Most of them|None of them|Neither|Both|Others?|Another|The former|The latter|The other|The others|The same|The (?:pair|duo|trio|couple|two|three)|Asked (?:about|if|why|whether|what|how)|According to (?:him|her|them)|Not only that|What’s more|What's more|Yes|No,|Well,|Oh|Sure|Right,|Exactly|Absolutely",
  ),
  goes: /^(?:However|But|And|So|Also|Moreover|Furthermore|Meanwhile|Still|Yet|Then|Besides|Nevertheless|Nonetheless|In addition|Additionally|Indeed|In fact|Of course|Finally|Lastly|Ultimately|Consequently|As a result|That said|Similarly|Likewise|For example|For instance),\s+|^(?:And|But)\s+(?=\p{Lu}|(?:the|an?|most|many|some|few|no|only|in)\s|\d)/u,
}

const OTHERS: Record<string, Leaning> = {
  fr: {
    leans: start(
      "Il|Elle|Ils|Elles|Ce|Cet|Cette|Ces|Cela|Ça|Celui|Celle|Ceux|Celles|C’|C'est|Son|Sa|Ses|Leurs?|Mais|Et|Ou|Or|Donc|Ainsi|Cependant|Pourtant|Toutefois|Néanmoins|En effet|De plus|En outre|Par ailleurs|Par exemple|Enfin|Ensuite|Puis|Alors|Aussi|Y|En revanche|Au contraire|Dès lors|D’autre part|D'autre part|Un autre|Une autre|Tous deux|Les deux|Ici|Là|Même",
    ),
    goes: /^(?:Mais|Et|Or|Cependant|Pourtant|Toutefois|Néanmoins|En effet|De plus|En outre|Par ailleurs|Enfin|Ensuite|En revanche|Ainsi|Par exemple),\s+/u,
  },
  de: {
    leans: start(
      'Er|Sie|Es|Dies|Diese[rsmn]?|Dieser|Das(?= (?:ist|sei|war|sind|wäre|hat|habe|soll|gilt|teilte|sagte))|Dabei|Damit|Dafür|Dagegen|Daher|Darum|Darauf|Darüber|Daraufhin|Danach|Davon|Davor|Dazu|Dadurch|Deshalb|Deswegen|Dennoch|Trotzdem|Allerdings|Jedoch|Aber|Doch|Und|Oder|Auch|Außerdem|Zudem|Ferner|Hingegen|Indes|Indessen|Inzwischen|Ihre?[rsmn]?|Sein[er]?[rsmn]?|Dort|Hier|Dann|So|Denn|Sonst|Zum Beispiel|Beide|Letztere|Jene[rs]?|Solche|Ebenso|Schließlich|Derweil|Zuvor|Später',
    ),
    goes: null,
  },
  es: {
    leans: start(
      'Él|Ella|Ellos|Ellas|Esto|Eso|Esta|Este|Estas|Estos|Esa|Ese|Esos|Esas|Aquel|Aquella|Su|Sus|Pero|Y|O|Sin embargo|No obstante|Además|Asimismo|También|Por otro lado|Por otra parte|Por ello|Por eso|Por tanto|Por lo tanto|Así|Así que|Entonces|Luego|Después|Mientras tanto|En cambio|De hecho|Por ejemplo|Finalmente|Ahí|Allí|Aquí|Ambos|Ambas|Incluso|Lo(?= que)|Tal',
    ),
    goes: /^(?:Pero|Y|Sin embargo|No obstante|Además|Asimismo|También|Por otro lado|Por otra parte|De hecho|Finalmente|En cambio),\s+/u,
  },
  it: {
    leans: start(
      'Lui|Lei|Loro|Egli|Ella|Essi|Questo|Questa|Questi|Queste|Quello|Quella|Ciò|Suo|Sua|Suoi|Sue|Ma|E|Ed|O|Però|Tuttavia|Inoltre|Anche|Infatti|Quindi|Dunque|Perciò|Così|Poi|Dopo|Intanto|Nel frattempo|Invece|Infine|Ad esempio|Per esempio|Entrambi|Entrambe|Qui|Lì|Tale|Pertanto|Del resto',
    ),
    goes: /^(?:Ma|E|Però|Tuttavia|Inoltre|Infatti|Infine|Intanto|Del resto),\s+/u,
  },
  pt: {
    leans: start(
      'Ele|Ela|Eles|Elas|Isso|Isto|Este|Esta|Estes|Estas|Esse|Essa|Esses|Essas|Aquele|Aquela|Seu|Sua|Seus|Suas|Mas|E|Ou|Porém|Contudo|No entanto|Entretanto|Além disso|Também|Por isso|Portanto|Assim|Então|Depois|Enquanto isso|Já|Por outro lado|Por exemplo|Finalmente|Ambos|Ambas|Aqui|Ali|Lá|Tal',
    ),
    goes: /^(?:Mas|E|Porém|Contudo|No entanto|Entretanto|Além disso|Também|Por outro lado|Finalmente),\s+/u,
  },
  nl: {
    leans: start(
      'Hij|Zij|Ze|Het(?= (?:is|was|gaat|zou))|Dit|Dat|Deze|Die|Zijn|Haar|Hun|Maar|En|Of|Ook|Echter|Daarom|Daarna|Daarbij|Daarnaast|Bovendien|Verder|Toch|Dus|Toen|Hier|Daar|Er|Intussen|Ondertussen|Beide|Bijvoorbeeld|Zo',
    ),
    goes: null,
  },
  zh: {
    leans:
      /^[“「]?(?:他|她|它|他们|她们|它们|他們|这(?!次会)|那|此|该|這|該|其(?!中国)|但|不过|不過|然而|而且|而(?=[，])|并且|另外|此外|同时|同時|因此|所以|于是|於是|然后|随后|隨後|例如|比如|也就是说|总之|同样|两人|双方|对此|對此|据此|与此同时|另一方面|当时|之后|之前|以上|如此)/u,
    goes: /^(?:但是|但|不过|不過|然而|另外|此外|同时|同時|与此同时|另一方面|因此|所以)[，,]/u,
  },
  ko: {
    leans:
      /^["“]?(?:그(?:는|가|의|녀|들|러|런|리고|래서|럼|래도|에|와|것|곳|때)|이(?:는|에|를|와|로|들|러한|런|같은|것|번(?!엔)|날|어|밖에|후|처럼|에 따라)|저|해당|하지만|또한?|또는|다만|한편|따라서|반면|특히|아울러|더불어|게다가|즉|예를 들어|당시|앞서|이후|양측|두 사람)(?=[\s,가-힣])/u,
    goes: /^(?:하지만|그러나|그리고|또한?|다만|한편|따라서|반면|특히|아울러|게다가|그러면서)(?:,\s*|\s+)/u,
  },
}

const leaningOf = (lang: string): Leaning => (lang === 'ja' ? JAPANESE : (OTHERS[lang] ?? ENGLISH))

/** Says whether a sentence leans on the one before it; where the language is not told, by Japanese and English words. */
export const isDangling = (text: string, lang?: string): boolean =>
  lang === undefined
    ? JAPANESE.leans.test(text) || ENGLISH.leans.test(text)
    : leaningOf(lang).leans.test(text)

/** Takes a connective away from a sentence's start. */
export function withoutConnective(text: string, lang: string): string {
  const { goes } = leaningOf(lang)
  const rest = goes === null ? text : text.replace(goes, '')
  return rest === text || rest === '' ? text : rest.charAt(0).toUpperCase() + rest.slice(1)
}
