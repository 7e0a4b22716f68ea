/** The part of a page that is its article, by Readability on linkedom. Loaded with the first page that is read. */

/** Beyond, only what is at the beginning is looked at: text stands before what a page shows below it. */
const LONGEST = 1_500_000
/** Readability tries again, less strictly, where it found less text than this; a Japanese report is short. */
const ENOUGH = 150

/** Ends of what holds no text, by name: what stands between is left out before a tree is built of it. */
const SILENT = /<(script|style|svg|template|iframe|object)(?=[\s>/])/gi

/** Gives HTML without scripts, styles and comments; linear, whatever is not closed goes to the end. */
export function withoutSilent(html: string): string {
  const kept: string[] = []
  let from = 0
  SILENT.lastIndex = 0
  for (let open = SILENT.exec(html); open !== null; open = SILENT.exec(html)) {
    kept.push(html.slice(from, open.index))
    const close = new RegExp(`</${open[1]}[^>]{0,100}>`, 'gi')
    close.lastIndex = SILENT.lastIndex
    const end = close.exec(html)
    if (end === null) return kept.join('')
    from = close.lastIndex
    SILENT.lastIndex = from
  }
  return kept.join('') + html.slice(from)
}

export type Readable = { html: string; text: string }

/** Gives the article of a page as HTML, or null where none is found. May throw on what was made to break it. */
export async function readableOf(html: string): Promise<Readable | null> {
  const [{ parseHTML }, { Readability }] = await Promise.all([
    import('linkedom'),
    import('@mozilla/readability'),
  ])
  const page = withoutSilent(html).slice(0, LONGEST)
  const { document } = parseHTML(
    /<html[\s>]/i.test(page) ? page : `<html><body>${page}</body></html>`,
  )
  if (!document.documentElement) return null
  const reader = new Readability(document, {
    charThreshold: ENOUGH,
    disableJSONLD: true,
  })
  const found = reader.parse()
  if (!found?.content) return null
  return { html: found.content, text: found.textContent ?? '' }
}
