/** The demo as a stranger starts it: as a process of its own. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

type Embed = {
  title: string
  url: string
  description: string
  footer?: { text: string }
  image?: { description?: string }
}
type Line = { channel: string; content: string; embeds: Embed[]; components: unknown[] }

const demo = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['src/launch.mjs', 'demo', ...args],
      { cwd: ROOT, env: { PATH: process.env['PATH'], DISCORD_TOKEN: 'must-not-be-read' } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })

const linesOf = (out: string): Line[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const wordsOf = ({ content, embeds }: Line) =>
  [
    content,
    ...embeds.flatMap(({ title, description, footer }) => [title, description, footer?.text ?? '']),
  ].join('\n')

describe('npm run demo -- --once --json', () => {
  it('prints a message a line and nothing else, each read at one glance', async () => {
    const { code, out, err } = await demo('--once', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [ja, en, ...more] = linesOf(out)
    if (!ja || !en) throw new Error('two digests were awaited')
    expect(more).toEqual([])
    for (const line of [ja, en]) {
      expect(Object.keys(line)).toEqual(['channel', 'content', 'embeds', 'components'])
      expect(line.embeds).toHaveLength(5)
      expect(line.content.split('\n')).toHaveLength(6)
      for (const { url, description } of line.embeds) {
        expect(url).toMatch(/^http/)
        expect(description.match(/💡/gu)).toHaveLength(3)
      }
      expect(line.embeds[0]?.image?.description).toBeTruthy()
    }
    // One event that two of the sample feeds tell is one card, which leads.
    expect(ja.embeds[0]?.footer?.text).toBe('汐見新報 ほか1社 · 抜粋')
    expect(en.embeds[0]?.footer?.text).toContain('Harrow Bay Courier and 1 more')
    expect(wordsOf(ja).match(/星あかりの夜/g)?.length).toBe(3)
    expect([...wordsOf(ja)].length).toBeLessThanOrEqual(1600)
    expect(wordsOf(en).split(/\s+/).length).toBeLessThanOrEqual(550)
  })

  it('shows added feeds in channels of their own and tells of one that is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-'))
    const feed = join(folder, 'garden.xml')
    const broken = join(folder, 'notes.txt')
    writeFileSync(
      feed,
      '<rss version="2.0"><channel><title>Garden</title><item><title>First frost tonight</title><link>https://garden.example/frost</link><description>Frost is expected in the valley tonight. Growers cover the last beans with cloth. The cold lasts until Friday, says the weather station.</description></item></channel></rss>',
    )
    writeFileSync(broken, 'nothing but notes')
    const { code, out, err } = await demo('--once', '--json', '--feed', feed, broken)
    rmSync(folder, { recursive: true })
    expect(code).toBe(1)
    expect(err).toContain('notes.txt')
    const [, , added] = linesOf(out)
    expect(added?.embeds[0]?.title).toContain('First frost tonight')
  })

  it('says how it is used where an option is wrong', async () => {
    const { code, err } = await demo('--twice')
    expect(code).toBe(1)
    expect(err).toContain('Usage')
    expect(err).not.toContain('    at ')
  })
})
