/** Answers to people that are lost on their way: whoever gave a command has its answer all the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drop, hang } from '../../src/sandbox/fault-effects.ts'
import { type Stage, startStage } from './bot.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

describe('a command', () => {
  it.each([
    ['first answer is dropped after it was taken', 'POST /interactions/*', drop({ stored: true })],
    ['first answer is dropped on its way', 'POST /interactions/*', drop({ stored: false })],
    ['first answer is taken in silence', 'POST /interactions/*', hang({ stored: true })],
    ['answer is dropped after it was taken', 'PATCH /webhooks/*', drop({ stored: true })],
    ['answer is dropped on its way', 'PATCH /webhooks/*', drop({ stored: false })],
  ])('whose %s is answered', async (_what, route, effect) => {
    const { discord, channelId, people } = stage
    discord.faults.add({ route, times: 1, effect })
    await discord.as(people.enMember).slash(channelId, 'help')
    await discord.as(people.enMember).slash(channelId, 'help')
    expect(discord.faults.left).toBe(0)
    const [first, second] = discord.interactions.slice(-2).map(({ original }) => original)
    expect(first?.content.length).toBeGreaterThan(0)
    expect(first?.content).toBe(second?.content)
    expect(discord.violations).toEqual([])
  })
})
