/** Writes a page in the digest format in one of the many forms in which it can reach the bot. */
import fc from 'fast-check'
import type { Model, ModelSection } from './digest-model.ts'

export const PAGE_URL = 'https://kiku.example/archives/501'
const NEXT_URL = `${PAGE_URL}/2`

/** What can be written in several ways whatever the page is written in. */
export const spelling = fc.record({
  head: fc.constantFrom(
    '📘 この記事で分かる事!',
    'この記事で分かる事！',
    '📖この記事でわかること',
    '【この記事で分かること】',
    '📘 この記事でわかる事❗',
    '■ この記事を読んでわかること',
    null,
  ),
  bulb: fc.constantFrom(
    '💡 ',
    '💡',
    '💡\ufe0f ',
    '💡\ufe0e ',
    '💡　',
    '💡\u00a0',
    '\u200b💡 ',
    '・💡 ',
  ),
  check: fc.constantFrom(
    '✅ ',
    '✅',
    '✅\ufe0f',
    '☑ ',
    '☑️ ',
    '✔︎ ',
    '✔ ',
    '✔️',
    '✓ ',
    '✅\u00a0',
    '- ✅ ',
  ),
  promo: fc.constantFrom(
    ['それでは、本日の記事の重要ポイントを3つにまとめました。', 'まずはこちらをご覧ください。'],
    ['それでは、本日の記事の重要ポイントを3つにまとめました。まずはこちらをご覧ください。'],
    ['それでは、本日の記事の重要ポイントを３つにまとめました！'],
    ['まずはこちらをご覧ください！'],
    ['では、今日の記事の重要なポイントを見ていきましょう。'],
    [],
  ),
  arrow: fc.constantFrom('⇒', ' ⇒', ' ⇒ ', '→', ' ➡️ ', '＝＞', ' » ', '⇒\u00a0', '▶ '),
  credit: fc.constantFrom(
    '出典/画像元: ',
    '出典/画像元:',
    '出典／画像元：',
    ' 出典・画像元: ',
    '画像元: ',
    ' 出典：',
    '引用元: ',
  ),
  dated: fc.constantFrom('公開日:', '公開日：', '公開日: ', '公開日 : ', '掲載日：', '公開日 '),
  nextMark: fc.constantFrom(
    '次のページを読む ⇒',
    '次のページを読む⇒',
    '次のページへ →',
    '次のページを読む　»',
    '次のページを読む',
  ),
  wide: fc.boolean(),
  chrome: fc.constantFrom(
    [],
    ['Chrysanthemum Digest Logo Menu opener'],
    ['Chrysanthemum Digest Logo', 'Menu opener'],
    ['Menu opener'],
  ),
  below: fc.constantFrom(
    [],
    ['関連記事', '別の記事の題名'],
    ['シェアする', 'タグ: 国際'],
    ['© 2025 Chrysanthemum Digest'],
    ['コメントを残す', 'メールアドレスが公開されることはありません。'],
    ['前のページ', '1', '2', '3'],
  ),
})
export type Spelling = typeof spelling extends fc.Arbitrary<infer T> ? T : never

/** A block of the page; `href` where its text leads elsewhere. */
export type Piece = { role: Role; text: string; href?: string }
type Role =
  | 'chrome'
  | 'title'
  | 'lead'
  | 'head'
  | 'point'
  | 'promo'
  | 'heading'
  | 'text'
  | 'cited'
  | 'date'
  | 'check'
  | 'more'
  | 'next'
  | 'teaser'

const piece = (role: Role, text: string): Piece => ({ role, text })

function moreText({ source }: ModelSection, how: Spelling): string {
  const named = `さらに読む${how.arrow}${source.publisher ?? ''}`
  return source.url === null ? named : `${named}${how.credit}${source.url}`
}

const sectionPieces = (section: ModelSection, how: Spelling): Piece[] => [
  piece('heading', section.heading),
  ...[section.question, section.answer, ...section.intro].flatMap((text) =>
    text === null ? [] : [piece('text', text)],
  ),
  piece('cited', section.source.title),
  ...(section.source.date === null ? [] : [piece('date', `${how.dated}${section.source.date}`)]),
  ...section.source.points.map((text) => piece('check', `${how.check}${text}`)),
  {
    ...piece('more', moreText(section, how)),
    ...(section.source.url === null ? {} : { href: section.source.url }),
  },
  ...[...section.comments, ...section.body, section.remark].flatMap((text) =>
    text === null ? [] : [piece('text', text)],
  ),
]

const nextPieces = (next: Model['next'], how: Spelling): Piece[] =>
  next === null
    ? []
    : [
        { role: 'next', text: how.nextMark, href: NEXT_URL },
        ...(next.teaser === null ? [] : [piece('teaser', next.teaser)]),
      ]

export const firstPagePieces = (model: Model, how: Spelling): Piece[] => [
  ...how.chrome.map((text) => piece('chrome', text)),
  piece('title', model.title),
  ...model.lead.map((text) => piece('lead', text)),
  ...(how.head === null ? [] : [piece('head', how.head)]),
  ...model.points.map((text) => piece('point', `${how.bulb}${text}`)),
  ...how.promo.map((text) => piece('promo', text)),
  ...model.sections.flatMap((section) => sectionPieces(section, how)),
  ...nextPieces(model.next, how),
  ...how.below.map((text) => piece('chrome', text)),
]

export const laterPagePieces = (
  model: Pick<Model, 'sections' | 'next'>,
  how: Spelling,
): Piece[] => [
  ...how.chrome.map((text) => piece('chrome', text)),
  ...model.sections.flatMap((section) => sectionPieces(section, how)),
  ...nextPieces(model.next, how),
  ...how.below.map((text) => piece('chrome', text)),
]

/** How plain text ends and indents its lines. */
export const layout = fc.record({
  between: fc.constantFrom('\n\n', '\n', '\r\n', '\r\n\r\n', '\n \n', '\n\n\n', '\r', '\u2028'),
  indent: fc.constantFrom('', ' ', '　', '\t', '\u00a0'),
  start: fc.constantFrom('', '\ufeff', '\n\n'),
})
export type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never

export const asPlainText = (pieces: readonly Piece[], { between, indent, start }: Layout): string =>
  start + pieces.map(({ text }) => `${indent}${text}${indent}`).join(between)

const EMOJI = /[💡✅📘📖☑✔✓][\ufe0e\ufe0f]?/gu
const codeOf = (emoji: string) =>
  [...emoji].map((one) => one.codePointAt(0)?.toString(16)).join('-')

const EMOJIS: Record<string, (emoji: string) => string> = {
  text: (emoji) => emoji,
  hex: (emoji) => [...emoji].map((one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
  decimal: (emoji) => [...emoji].map((one) => `&#${one.codePointAt(0)};`).join(''),
  alt: (emoji) => `<img alt="${emoji}" class="emoji">`,
  wordpress: (emoji) =>
    `<img src="https://s.w.org/images/core/emoji/15.0.3/72x72/${codeOf(emoji)}.png" alt="${emoji}" class="wp-smiley" style="height: 1em; max-height: 1em;" />`,
  file: (emoji) =>
    `<img class="emoji" src="https://s.w.org/images/core/emoji/15.0.3/svg/${codeOf(emoji)}.svg">`,
  span: (emoji) => `<span role="img" aria-label="mark">${emoji}</span>`,
}

/** How HTML marks its blocks up. */
export const markup = fc.record({
  emoji: fc.constantFrom(...Object.keys(EMOJIS)),
  block: fc.constantFrom('p', 'div', 'br', 'wp', 'section'),
  heading: fc.constantFrom('h2', 'h3', 'strong', 'plain'),
  cited: fc.constantFrom('h3', 'h4', 'h2', 'strong', 'plain'),
  list: fc.constantFrom('p', 'li', 'br', 'td', 'dd'),
  cite: fc.constantFrom('none', 'div', 'blockquote'),
  link: fc.constantFrom('written', 'publisher', 'both', 'domain', 'all', 'marker'),
  next: fc.constantFrom('marker', 'relative', 'both', 'button'),
  nbsp: fc.boolean(),
  newline: fc.constantFrom('\n', '', '\r\n', '\n\n\n'),
  title: fc.constantFrom('given', 'h1', 'both', 'page'),
  cdata: fc.boolean(),
})
export type Markup = typeof markup extends fc.Arbitrary<infer T> ? T : never

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const attribute = (text: string) => escaped(text).replaceAll('"', '&quot;')

function inline(text: string, how: Markup): string {
  const marked = escaped(text).replaceAll(EMOJI, (emoji) => EMOJIS[how.emoji]?.(emoji) ?? emoji)
  return how.nbsp ? marked.replaceAll('\u00a0', '&nbsp;') : marked
}

/** `さらに読む ⇒ publisher 出典/画像元: url`: what of it is the link. */
function moreHtml({ text, href }: Piece, how: Markup): string {
  if (href === undefined) return inline(text, how)
  const [, marker = '', named = '', label = ''] =
    /^(さらに読む\s*(?:⇒|→|➡️|＝＞|»|▶)?\s*)(.*?)(\s*[【]?(?:出典|画像元|引用|参|Source)[^:：】 ]*[:：】 ]?\s*)https/u.exec(
      text,
    ) ?? []
  const a = (said: string, to = href) =>
    `<a href="${attribute(to)}" rel="nofollow">${inline(said, how)}</a>`
  switch (how.link) {
    case 'written':
      return inline(text, how)
    case 'publisher':
      return named === ''
        ? `${inline(marker + label, how)}${a(href)}`
        : `${inline(marker, how)}${a(named)}${inline(label, how)}${inline(href, how)}`
    case 'both':
      return named === ''
        ? `${inline(marker + label, how)}${a(href)}`
        : `${inline(marker, how)}${a(named)}${inline(label, how)}${a(href)}`
    case 'domain':
      return `${inline(marker + named + label, how)}${a(new URL(href).hostname, href)}`
    case 'all':
      return `<a href="${attribute(href)}">${inline(marker + named + label, how)}${inline(href, how)}</a>`
    default:
      return `${a(marker)}${inline(named + label, how)}${a(href)}`
  }
}

function nextHtml({ text, href = '' }: Piece, how: Markup): string {
  const to = how.next === 'relative' ? new URL(href).pathname : href
  const face = how.next === 'button' ? `<button>${inline(text, how)}</button>` : inline(text, how)
  return `<a href="${attribute(to)}">${face}</a>`
}

function inner(piece: Piece, how: Markup): string {
  if (piece.role === 'more') return moreHtml(piece, how)
  if (piece.role === 'next') return nextHtml(piece, how)
  return inline(piece.text, how)
}

/** Gives the element of a block, `br` for a line of one paragraph. */
function tagOf({ role }: Piece, how: Markup): string {
  if (role === 'heading') return how.heading
  if (role === 'cited') return how.cited
  if (role === 'title') return 'h1'
  return role === 'point' || role === 'check' ? how.list : how.block
}

function wrapped(piece: Piece, how: Markup): string {
  const tag = tagOf(piece, how)
  const html = inner(piece, how)
  const plain = how.block === 'br' ? `${html}<br />` : `<p>${html}</p>`
  switch (tag) {
    case 'plain':
      return plain
    case 'br':
      return `${html}<br>`
    case 'strong':
      return how.block === 'br' ? `<b>${html}</b><br />` : `<p><strong>${html}</strong></p>`
    case 'wp':
      return `<!-- wp:paragraph -->\n<p>${html}</p>\n<!-- /wp:paragraph -->\n`
    case 'li':
      return `<ul class="wp-block-list"><li>${html}</li></ul>`
    case 'td':
      return `<table><tr><td>${html}</td></tr></table>`
    case 'dd':
      return `<dl><dd>${html}</dd></dl>`
    default:
      return `<${tag}>${html}</${tag}>`
  }
}

/** Lines of one paragraph end before a block begins. */
function joined(pieces: readonly Piece[], how: Markup): string {
  const parts: string[] = []
  let cite: string[] = []
  for (const one of pieces) {
    const inCite =
      one.role === 'cited' || one.role === 'date' || one.role === 'check' || one.role === 'more'
    const html = wrapped(one, how)
    if (inCite && how.cite !== 'none') cite.push(html)
    else parts.push(html)
    if (one.role === 'more' && how.cite !== 'none') {
      parts.push(`<${how.cite} class="cite">${cite.join(how.newline)}</${how.cite}>`)
      cite = []
    }
  }
  return parts.join(how.newline)
}

/** Gives what the article route is given for a page as HTML. */
export function asHtml(
  pieces: readonly Piece[],
  how: Markup,
): { title: string | null; html: string; url: string } {
  const title = pieces.find(({ role }) => role === 'title')?.text ?? null
  const inText = how.title !== 'given'
  const body = joined(
    pieces.filter(({ role }) => inText || role !== 'title'),
    how,
  )
  const html =
    how.title === 'page' && title !== null
      ? `<!doctype html><html><head><title>${escaped(title)} | Chrysanthemum Digest</title></head><body><nav>ホーム</nav><main>${body}</main><footer>© 2025</footer></body></html>`
      : body
  return {
    title: how.title === 'given' || how.title === 'both' ? title : null,
    html,
    url: PAGE_URL,
  }
}
