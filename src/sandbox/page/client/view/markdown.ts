/** A markdown tree as elements. Texts become text nodes: nothing from outside is ever read as HTML. */
import { html, type nothing, type TemplateResult } from 'lit'
import type { ListNode, Node, Span } from '../markdown/node.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { jumpTargetOf, openChannel, openMessage } from '../places.ts'
import { channelOf, now, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { inFull, moment } from '../time.ts'

type Shown = TemplateResult | string | typeof nothing

const all = (nodes: readonly Node[]): Shown[] => nodes.map(one)

function spanOf(kind: Span, inside: readonly Node[]): TemplateResult {
  if (kind === 'strong') return html`<strong>${all(inside)}</strong>`
  if (kind === 'em') return html`<em>${all(inside)}</em>`
  if (kind === 'underline') return html`<u>${all(inside)}</u>`
  if (kind === 'strike') return html`<s>${all(inside)}</s>`
  return html`<button
    type="button"
    class="spoiler"
    aria-label=${say(viewerLocale(), 'spoiler')}
    @click=${reveal}
    ><span>${all(inside)}</span></button
  >`
}

function reveal({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement
  button.classList.add('shown')
  button.removeAttribute('aria-label')
}

/** Links to messages and channels stay in the page; others open beside it. */
export function linkOf(href: string, inside: unknown): TemplateResult {
  const target = jumpTargetOf(href)
  if (target === null) {
    return html`<a href=${href} target="_blank" rel="noopener noreferrer">${inside}</a>`
  }
  return html`<a
    href=${href}
    @click=${(event: Event) => {
      event.preventDefault()
      if (target.messageId === null) openChannel(target.channelId)
      else openMessage(target.channelId, target.messageId)
    }}
    >${inside}</a
  >`
}

function timeOf(at: number, style: string): TemplateResult {
  const locale = viewerLocale()
  return html`<time class="moment" datetime=${new Date(at).toISOString()} title=${inFull(at, locale)}
    >${moment(at, style, now(), locale)}</time
  >`
}

type Mention = Extract<Node, { kind: 'mention' }>

/** Gives the name of who or what is mentioned, without its mark. */
function nameOf({ of, id }: Mention): string {
  const { look } = state
  const locale = viewerLocale()
  const named = <T extends { id: string; name: string }>(all: readonly T[] | undefined) =>
    all?.find((one) => one.id === id)?.name
  const guilds = look?.guilds ?? []
  if (of === 'channel') {
    return channelOf(id)?.name ?? say(locale, 'unknownChannel')
  }
  if (of === 'role') {
    const role = named(guilds.flatMap(({ roles }) => roles))
    return role?.replace(/^@/, '') ?? say(locale, 'unknownRole')
  }
  return of === 'user' ? (named(look?.people) ?? say(locale, 'unknownUser')) : id
}

function channelMention(mention: Mention): TemplateResult {
  const { id } = mention
  const name = nameOf(mention)
  if (channelOf(id) === null) return html`<discord-mention type="channel">${name}</discord-mention>`
  return html`<discord-mention
    type="channel"
    role="link"
    tabindex="0"
    @click=${() => openChannel(id)}
    @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && openChannel(id)}
    >${name}</discord-mention
  >`
}

function mentionOf(mention: Mention): TemplateResult {
  const { of } = mention
  if (of === 'channel') return channelMention(mention)
  const type = of === 'user' ? 'user' : of === 'command' ? 'slash' : 'role'
  return html`<discord-mention type=${type}>${nameOf(mention)}</discord-mention>`
}

function listView({ ordered, start, items }: ListNode): TemplateResult {
  const lines = items.map((item) => html`<li>${all(item)}</li>`)
  return ordered ? html`<ol start=${start}>${lines}</ol>` : html`<ul>${lines}</ul>`
}

function headingOf(level: number, inside: readonly Node[]): TemplateResult {
  // The page has its own headings above: a message's begin at the fourth.
  if (level === 1) return html`<h4 class="h1">${all(inside)}</h4>`
  if (level === 2) return html`<h5 class="h2">${all(inside)}</h5>`
  return html`<h6 class="h3">${all(inside)}</h6>`
}

const VIEWS: { [Kind in Node['kind']]: (node: Extract<Node, { kind: Kind }>) => Shown } = {
  text: ({ text }) => text,
  strong: ({ kind, inside }) => spanOf(kind, inside),
  em: ({ kind, inside }) => spanOf(kind, inside),
  underline: ({ kind, inside }) => spanOf(kind, inside),
  strike: ({ kind, inside }) => spanOf(kind, inside),
  spoiler: ({ kind, inside }) => spanOf(kind, inside),
  code: ({ text }) => html`<code>${text}</code>`,
  fence: ({ text }) => html`<pre tabindex="0"><code>${text}</code></pre>`,
  link: ({ href, inside }) => linkOf(href, all(inside)),
  time: ({ at, style }) => timeOf(at, style),
  mention: mentionOf,
  emoji: ({ name }) => `:${name}:`,
  quote: ({ inside }) => html`<blockquote>${all(inside)}</blockquote>`,
  heading: ({ level, inside }) => headingOf(level, inside),
  small: ({ inside }) => html`<small>${all(inside)}</small>`,
  list: listView,
}

const one = (node: Node): Shown => VIEWS[node.kind](node as never)

const trees = new Map<string, Node[]>()
const MOST_TREES = 500

/** Gives a text's elements; trees are kept, as every change draws every message. */
export function markdown(source: string): Shown[] {
  let tree = trees.get(source)
  if (tree === undefined) {
    if (trees.size >= MOST_TREES) trees.clear()
    tree = parseMarkdown(source)
    trees.set(source, tree)
  }
  return all(tree)
}

function wordsOf(node: Node): string {
  if ('text' in node) return node.text
  if ('inside' in node) return node.inside.map(wordsOf).join('')
  if (node.kind === 'time') return moment(node.at, node.style, now(), viewerLocale())
  if (node.kind === 'emoji') return `:${node.name}:`
  if (node.kind === 'list') return node.items.map((item) => item.map(wordsOf).join('')).join(' ')
  return `${MARKS[node.of]}${nameOf(node)}`
}

const MARKS: Record<Mention['of'], string> = {
  user: '@',
  role: '@',
  // It is written with its mark.
  everyone: '',
  channel: '#',
  command: '/',
}

/** Gives a text as bare words, such as for the line above an answer that says what it answers. */
export const inWords = (source: string): string => parseMarkdown(source).map(wordsOf).join('')
