/** Elements whose inside is text, and what to do where it holds markup. Pure. */

/** Markup that stands bare in these is theirs: it becomes CDATA, in its order. */
const TEXT_ELEMENTS = new Set(
  'title description summary content content:encoded subtitle tagline info rights copyright body xhtml:body media:title media:description itunes:summary itunes:subtitle dc:title dc:description dc:creator fullitem'.split(
    ' ',
  ),
)

/** Beside those: elements that hold text and no other element of a feed. */
const LEAVES = new Set(
  'link guid id pubdate category comments updated published issued modified created language ttl generator lastbuilddate docs webmaster managingeditor name uri url email dc:date dc:subject dc:language dc:identifier feedburner:origlink itunes:author'.split(
    ' ',
  ),
)

/** Elements that stand beside leaves: their start ends an open leaf. */
const BESIDE = new Set(
  'item entry channel image items textinput enclosure source author contributor media:content media:thumbnail media:group itunes:image'.split(
    ' ',
  ),
)

export const isTextElement = (name: string): boolean => TEXT_ELEMENTS.has(name)
export const isLeaf = (name: string): boolean => LEAVES.has(name) || TEXT_ELEMENTS.has(name)
export const endsLeaf = (name: string): boolean => BESIDE.has(name) || isLeaf(name)
export const isItem = (name: string): boolean => name === 'item' || name === 'entry'

const CDATA = '<![CDATA['

/** Gives the inside of a text element as one CDATA section where it holds bare elements, else null: it is read on. */
export function asCdata(inside: string): string | null {
  if (!/<[A-Za-z]/.test(inside)) return null
  if (!inside.includes(CDATA)) return inside.includes(']]>') ? null : `${CDATA}${inside}]]>`
  if (!holdsElements(inside)) return null
  return `${CDATA}${inside.replaceAll(CDATA, '').replaceAll(']]>', '')}]]>`
}

/** Whether elements stand outside of CDATA sections; what follows an unclosed one counts as inside. */
const holdsElements = (inside: string): boolean =>
  inside.split(']]>').some((part) => {
    const cdata = part.indexOf(CDATA)
    return /<[A-Za-z]/.test(cdata < 0 ? part : part.slice(0, cdata))
  })
