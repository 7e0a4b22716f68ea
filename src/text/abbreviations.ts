/** Words before a dot that does not end a sentence, in the languages that feeds are written in. */

/** Lower case, without the last dot. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof rev hon st sr jr gen col maj capt lt sgt cmdr cpl pvt adm gov sen rep pres amb supt insp det const ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ' +
    'inc ltd co corp bros plc llc dept univ assn est approx vs etc no nos vol vols ed eds fig figs pp ch sec art ' +
    'al ca cf v ver e.g i.e a.m p.m u.s u.s.a u.k u.n e.u d.c ph.d m.d b.a m.a b.sc m.sc r.i.p ' +
    'mt ft ave blvd rd km cm mm kg lb lbs oz min hr ' +
    // German
    'z.b d.h u.a o.ä bzw ggf sog nr str mio mrd abs bd hrsg vgl usw evtl inkl zzgl tel dipl ing hl ' +
    // French
    'mme mmes mlle mm m me av j.-c apr env éd p.ex pr ' +
    // Spanish, Portuguese, Italian
    'sra srta dra ud uds ee.uu pág págs núm av avda exmo exma sig sigg dott dott.ssa avv on prof.ssa pag gen.le ' +
    // Dutch, Scandinavian
    'dhr mevr bijv o.a t.a.v bl.a f.eks osv ca'
  ).split(' '),
)
/** After an abbreviation that may end a sentence all the same, these words begin a new one. */
const STARTERS =
  /^["“'‘(]*(?:The|A|An|It|He|She|They|We|I|You|This|That|These|Those|In|On|At|But|And|However|Its|His|Her|Their|There|After|Before|When|While|For|From|As|If|Some|Many|Most|Officials?|Both|No|By|With|Since|Last|More|Police|Under)\s/
const MAY_END = new Set(
  'u.s u.s.a u.k u.n e.u d.c a.m p.m inc ltd co corp etc jr sr ph.d plc llc usw osv ee.uu j.-c'.split(
    ' ',
  ),
)
/** After a number and a dot, German names a day, a century or a place in an order. */
const AFTER_ORDINAL =
  /^(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahr|Liga|Bundesliga|FC|Platz|Runde|Spieltag|Minute|Mal|Klasse|Etage|Stock|Internationale|Deutsche)/

/** A measure after its number is short for nothing that goes on: a capital letter begins the next sentence. */
const MEASURE = /\d\s?(?:km|cm|mm|m|kg|g|ft|lbs?|oz|hr|min)$/
const CAPITAL = /^["“'‘(]*\p{Lu}/u

/** Says whether a word begins a sentence often enough to tell where one ends. */
export const isStarter = (next: string): boolean => STARTERS.test(next)

/**
 * Says whether the word before a dot is short for something and the sentence goes on.
 *
 * @param before what stands before the dot, from the sentence's beginning or a little later
 * @param next what follows after the white space
 */
export function abbreviates(before: string, next: string): boolean {
  const number = /(?:^|\s)(\d{1,3})$/.exec(before)?.[1]
  if (number !== undefined) return isOrdinal(before, { number, next })
  return !endsMeasure(before, next) && isAbbreviation(before, next)
}

const endsMeasure = (before: string, next: string): boolean =>
  MEASURE.test(before) && CAPITAL.test(next)

function isAbbreviation(before: string, next: string): boolean {
  const word = /[\p{L}.-]+$/u.exec(before)?.[0] ?? ''
  const small = word.toLowerCase()
  if (MAY_END.has(small) && STARTERS.test(next)) return false
  if (small === 'no' || small === 'art' || small === 'min' || small === 'sun' || small === 'on')
    return small === 'no' || small === 'art' ? /^\d/.test(next) : /^\p{Lu}/u.test(word)
  return ABBREVIATIONS.has(small) || (/^(?:\p{L}\.)*\p{L}$/u.test(word) && /\p{Lu}$/u.test(word))
}

/** `1. Open the lid` is a list's number; `3. März` a day. */
const isOrdinal = (before: string, { number, next }: { number: string; next: string }): boolean =>
  before.trim() === number || (number.length < 3 && AFTER_ORDINAL.test(next))
