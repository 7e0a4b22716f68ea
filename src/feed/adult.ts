/**
 * Whether a feed calls itself one for adults. Pure.
 *
 * What counts: `media:rating` of `adult` (or `nc-17`, `x`, `18+` of the schemes for films and television), the older
 * `media:adult`, RSS's `rating` with the label of the Association of Sites Advocating Child Protection (rtalabel.org), and an
 * `itunes:explicit` podcast in Apple's category Sexuality. `itunes:explicit` alone does not: it stands for strong language
 * too, and many podcasts of news bear it. One article that says so is enough: which of them comes next nobody knows.
 * JSON Feed has no such word. https://validator.w3.org/feed/docs/error/InvalidMediaRating.html
 */
import { attributesOf, type XmlItem, type XmlValue } from './hardened-parser.ts'
import { textOf } from './xml-item.ts'

const RATINGS: Record<string, readonly string[]> = {
  'urn:simple': ['adult'],
  'urn:mpaa': ['nc-17', 'x'],
  'urn:v-chip': ['18+'],
}
const RTA = /\bRTA-5042-1996-1400-1577-RTA\b/i
/** As Apple's page says that https://github.com/ruby/ruby/pull/1715 cites. */
const YES = /^(?:yes|true|explicit)$/i
/** https://gist.github.com/drewjoh/e7645f783304a02898de49ff710f9d56 */
const CATEGORY = /^sexuality$/i

const inside = (value: XmlValue | undefined): XmlItem =>
  typeof value === 'object' ? (value as XmlItem) : {}

const saysYes = (value: XmlValue | undefined) => YES.test(textOf(value) ?? '')

function isAdultRating(rating: XmlValue): boolean {
  const scheme = attributesOf(rating)['scheme']?.toLowerCase() ?? 'urn:simple'
  return RATINGS[scheme]?.includes(textOf(rating)?.toLowerCase() ?? '') ?? false
}

/** In the element itself, and in its media. */
function isRatedAdult(xml: XmlItem): boolean {
  const group = inside(xml['media:group']?.[0])
  const media = [...(xml['media:content'] ?? []), ...(group['media:content'] ?? [])].map(inside)
  return [xml, group, ...media].some(
    (one) =>
      (one['media:rating'] ?? []).some(isAdultRating) || (one['media:adult'] ?? []).some(saysYes),
  )
}

const categoriesOf = (xml: XmlItem): string[] =>
  (xml['itunes:category'] ?? []).flatMap((category) => [
    attributesOf(category)['text'] ?? '',
    ...categoriesOf(inside(category)),
  ])

const isExplicit = (xml: XmlItem) => (xml['itunes:explicit'] ?? []).some(saysYes)

/** Gives whether a feed or one of its items calls itself one for adults. */
export function isAdult(about: XmlItem, items: readonly XmlItem[]): boolean {
  if ((about['rating'] ?? []).some((rating) => RTA.test(textOf(rating) ?? ''))) return true
  if (isExplicit(about) && categoriesOf(about).some((name) => CATEGORY.test(name.trim()))) {
    return true
  }
  return isRatedAdult(about) || items.some(isRatedAdult)
}
