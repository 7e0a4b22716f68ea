/** Which of several texts each link of theirs stands in. Pure. */

export type Link = { text: string; href: string }

/**
 * Gives the links of each text. Both are in the order of the document, so of two links with the same words each stays where
 * it stands; one without words, or whose words are nowhere, belongs to the text that the link before it is in.
 */
export function linksOfTexts(texts: readonly string[], links: readonly Link[]): Link[][] {
  const found = texts.map((): Link[] => [])
  let at = 0
  let from = 0
  for (const link of links) {
    const place = placeOf(link, { texts, at, from })
    found[place.at]?.push(link)
    at = place.at
    from = place.from
  }
  return found
}

function placeOf(
  { text }: Link,
  { texts, at, from }: { texts: readonly string[]; at: number; from: number },
): { at: number; from: number } {
  // A link may go over several lines: it belongs to the one that it begins in.
  const [words = ''] = text.split('\n')
  for (let index = at; index < texts.length; index += 1) {
    const start = (texts[index] ?? '').indexOf(words, index === at ? from : 0)
    if (start >= 0) return { at: index, from: start + words.length }
  }
  return { at, from }
}
