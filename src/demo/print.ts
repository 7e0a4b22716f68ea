/** A message of the sandbox as lines for a terminal. Pure. */
import type { Message } from '../sandbox/sandbox.ts'

type Part = Record<string, unknown>

const list = (value: unknown): Part[] => (Array.isArray(value) ? (value as Part[]) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const nested = (part: Part, key: string): Part => (part[key] ?? {}) as Part

/** Markdown as a terminal shows it: escapes dropped, a link as its words and its address. */
const plain = (markdown: string): string =>
  markdown
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\(<?([^)>]*)>?\)/g, '$1 <$2>')
    .replaceAll(/\\([\p{P}\p{S}])/gu, '$1')
    .replaceAll(/\*\*(.+?)\*\*/g, '$1')

function embedLines(embed: Part): string[] {
  const footer = text(nested(embed, 'footer')['text'])
  const image = text(nested(embed, 'image')['url'])
  return [
    text(embed['title']),
    text(embed['url']) && `<${text(embed['url'])}>`,
    ...plain(text(embed['description'])).split('\n'),
    ...list(embed['fields']).flatMap((field) => [
      text(field['name']),
      ...plain(text(field['value'])).split('\n'),
    ]),
    image && `🖼  <${image}>`,
    footer,
  ]
    .filter((line) => line !== '')
    .map((line) => `  ▌ ${line}`)
}

const controlLine = (control: Part): string =>
  control['type'] === 2
    ? `[ ${text(control['label'])} ]`
    : `[ ${text(control['placeholder'])} ▾ ] ${list(control['options']).length}`

/** Gives the lines of a message, its channel's name first. */
export function linesOf(
  message: Message,
  { channel, server }: { channel: string; server: string },
) {
  const rows = list(message.components).map(
    (row) => `  ${list(row['components']).map(controlLine).join('  ')}`,
  )
  return [
    `── #${channel} · ${server} ${'─'.repeat(40)}`,
    '',
    ...plain(message.content)
      .split('\n')
      .map((line) => `  ${line}`),
    ...list(message.embeds).flatMap((embed) => ['', ...embedLines(embed)]),
    '',
    ...rows,
    '',
  ]
}
