/** Markup that stands bare inside a text element becomes CDATA, so that the XML parser keeps its order. Pure, linear. */

const TEXT_ELEMENTS = /<(content|summary|description|title|content:encoded)(?=[\s>])[^>]*>/gi

/** Gives the document with the inside of text elements wrapped where it holds elements; XHTML content above all. */
export function wrapInlineMarkup(xml: string): string {
  const parts: string[] = []
  let done = 0
  TEXT_ELEMENTS.lastIndex = 0
  for (let open = TEXT_ELEMENTS.exec(xml); open !== null; open = TEXT_ELEMENTS.exec(xml)) {
    const start = open.index + open[0].length
    if (open[0].endsWith('/>')) continue
    const end = endOf(xml, open[1] ?? '', start)
    if (end < 0) break
    const inside = xml.slice(start, end)
    if (inside.includes('<') && !inside.includes('<![CDATA[') && !inside.includes(']]>')) {
      parts.push(xml.slice(done, start), '<![CDATA[', inside, ']]>')
      done = end
    }
    TEXT_ELEMENTS.lastIndex = end
  }
  parts.push(xml.slice(done))
  return parts.join('')
}

/** Without a closing tag nothing after it can be wrapped either: the document is cut off. */
function endOf(xml: string, name: string, from: number): number {
  const exact = xml.indexOf(`</${name}`, from)
  if (exact >= 0 || name === name.toLowerCase()) return exact
  return xml.indexOf(`</${name.toLowerCase()}`, from)
}
