/** Two sample feeds tell one story, and one of them goes on with it the next morning: through real discord.js. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWorld, DAY, SLOT, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
})

type Part = Record<string, unknown>
const list = (value: unknown) => (Array.isArray(value) ? (value as Part[]) : [])
const controls = (message: { components: Part[] }) =>
  message.components.flatMap((row) => list(row['components']))

const HEAT = {
  slug: 'heat-map-of-two-streets',
  title: "Postal workers' heat map finds two streets nine degrees apart",
  paragraphs: [
    "In Harrow Bay, postal workers carrying thermometers found that brick-lined Tanner's Row is 9 degrees hotter on summer afternoons than leafy Abbot's Walk, 600 metres away.",
    "The 34 carriers took 210,000 readings in seven weeks without leaving their rounds. Tanner's Row reached 41 degrees in July while Abbot's Walk stayed at 32.",
  ],
}
const SAPLINGS = {
  slug: 'news/heat-map-saplings',
  title: "First saplings planted on Tanner's Row after heat map",
  paragraphs: [
    "Planting began on Thursday on Tanner's Row, the street that postal workers carrying thermometers found to be 9 degrees hotter than leafy Abbot's Walk.",
    'Crews set 46 lime and hornbeam saplings in pits where parking bays used to be, the first of 320 that planner Samuel Achterberg wants in the ground this year.',
  ],
}

it('shows the story once with both names, marks what follows, and tells what came before', async () => {
  const { channel, moderator, member, sandbox } = world
  await moderator.slash(channel.id, 'digest subscribe', { feed: world.urls('en') })
  const [news, science] = world.samples.feeds.filter(({ lang }) => lang === 'en')
  world.samples.publish(science?.url ?? '', HEAT)
  await world.moveTo(SLOT)
  world.clock.advance(DAY / 2)
  world.samples.publish(news?.url ?? '', SAPLINGS)
  await world.moveTo(SLOT + DAY)
  const [first, second] = sandbox.messages(channel.id)
  const aboutHeat = (first?.embeds ?? []).filter(({ title }) => /heat map/i.test(String(title)))
  expect(aboutHeat).toHaveLength(1)
  expect(JSON.stringify(aboutHeat[0]?.['footer'])).toMatch(/Courier ほか1社/)
  expect(second?.content).toMatch(/after heat map〔英語〕〔続報〕/)

  if (!second) throw new Error('a second digest was awaited')
  const select = controls(second).find((one) => one['type'] === 3)
  const option = list(select?.['options']).find(({ label }) => /saplings/.test(String(label)))
  const opened = await member.choose(second, String(select?.['custom_id']), [
    String(option?.['value']),
  ])
  const button = controls(opened.message).find(({ label }) => label === 'What came before')
  const before = await member.press(opened.message, String(button?.['custom_id']))
  expect(before.ephemeral).toBe(true)
  expect(String(before.message.embeds[0]?.['description'])).toContain('9-degree gap')
})

it.each([
  ['ja', /4,200 \(汐見新報\) · 5,100 \(縁側ラボ\)/, /^.*星あかりの夜.*〔続報〕$/m],
  ['en', /1,900 \(Harrow Bay Courier\) · 2,300 \(Small Wonders\)/, /^.*moth night.*〔続報〕$/m],
] as const)(
  'shows with the sample feeds alone (%s) where two reports differ, and the next morning what follows',
  async (lang, differ, update) => {
    const { channel, moderator, member, sandbox } = world
    await moderator.slash(channel.id, 'digest subscribe', { feed: world.urls(lang) })
    await world.moveTo(SLOT)
    await world.moveTo(SLOT + DAY)
    const [first, second] = sandbox.messages(channel.id)
    if (!first) throw new Error('a digest was awaited')
    const select = controls(first).find((one) => one['type'] === 3)
    const [leading] = list(select?.['options'])
    const opened = await member.choose(first, String(select?.['custom_id']), [
      String(leading?.['value']),
    ])
    const text = String(opened.message.embeds[0]?.['description'])
    expect(text).toMatch(differ)
    expect(text.match(/🔢/gu)).toHaveLength(1)
    expect(second?.content).toMatch(update)
  },
)
