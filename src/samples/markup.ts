/** Text inside markup. */

/** Gives a text with the five characters escaped that mean something in XML and HTML. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** Gives markup as a CDATA section; an end mark inside it is split over two. */
export const cdata = (markup: string): string =>
  `<![CDATA[${markup.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** Gives an element with escaped text, or nothing where there is no text. */
export const element = (name: string, text: string | null): string =>
  text === null || text === '' ? '' : `<${name}>${escaped(text)}</${name}>`

/** Gives each text as a paragraph of HTML. */
export const paragraphs = (texts: readonly string[]): string =>
  texts.map((text) => `<p>${escaped(text)}</p>`).join('\n')
