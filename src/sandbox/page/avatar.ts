/** Avatars of our own: the bot's flower, everybody else's initial on a colour of their own. */
import { createHash } from 'node:crypto'

const HUES = [212, 262, 330, 12, 36, 150, 186] as const
const PETALS = [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330] as const

const escaped = (text: string) =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)

/** By name, so that a person looks the same each time. */
function hueOf(name: string): number {
  const [byte = 0] = createHash('sha256').update(name).digest()
  return HUES[byte % HUES.length] ?? HUES[0]
}

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">${inside}</svg>`

const ring = (length: number, width: number, fill: string, turn: number) =>
  PETALS.map(
    (angle) =>
      `<ellipse cx="40" cy="${40 - length / 2 - 5}" rx="${width}" ry="${length / 2}" fill="${fill}" transform="rotate(${angle + turn} 40 40)"/>`,
  ).join('')

const BOT = svg(
  `<rect width="80" height="80" fill="#2d3561"/>${ring(25, 5.4, '#f2b84b', 0)}${ring(17, 4.2, '#f8d27d', 15)}<circle cx="40" cy="40" r="6.5" fill="#c9852b"/>`,
)

/** Gives a person's avatar as SVG. */
export function avatarOf({ name, bot }: { name: string; bot: boolean }): string {
  if (bot) return BOT
  const hue = hueOf(name)
  const [initial = '?'] = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment)
  return svg(
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 58% 58%)"/><stop offset="1" stop-color="hsl(${hue + 24} 62% 42%)"/></linearGradient></defs><rect width="80" height="80" fill="url(#g)"/><text x="40" y="53" font-family="'Noto Sans','Noto Sans CJK JP',Helvetica,Arial,sans-serif" font-size="36" font-weight="600" fill="#fff" text-anchor="middle">${escaped(initial.toUpperCase())}</text>`,
  )
}
