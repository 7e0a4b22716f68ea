/** What is to happen and when, all of it from chance that can be had again. */
import { oneOf } from '../seeded.ts'
import { DEEDS, planDeed } from './deeds.ts'
import { lookUp } from './members.ts'
import { DAY, type Event, type Stage } from './stage.ts'
import { TROUBLES } from './troubles.ts'

/** Events by time; those of one moment in the order in which they were planned. */
export class Agenda {
  readonly #events: Event[] = []

  add(event: Event): void {
    let [low, high] = [0, this.#events.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#events[middle]?.at ?? 0) <= event.at) low = middle + 1
      else high = middle
    }
    this.#events.splice(low, 0, event)
  }

  get nextAt(): number {
    return this.#events[0]?.at ?? Number.POSITIVE_INFINITY
  }

  take(now: number): Event | undefined {
    return this.nextAt <= now ? this.#events.shift() : undefined
  }
}

/** Plans something that happens so often a year, by chance, at whole seconds. */
function planByChance(
  { random, plan }: Stage,
  { from, to, aYear }: { from: number; to: number; aYear: number },
  event: (at: number) => Event,
): void {
  const expected = (aYear * (to - from)) / (365 * DAY)
  const count = Math.floor(expected) + (random(1000) < (expected % 1) * 1000 ? 1 : 0)
  for (let n = 0; n < count; n += 1) {
    const at = from + random(Math.floor((to - from) / 1000)) * 1000
    plan(event(at))
  }
}

/** All that is to happen, but for what follows from it. */
export function plan(stage: Stage, from: number, times: number): void {
  const { press, houses, end: to } = stage
  for (const site of press.sites) {
    const aYear = oneOf([120, 250, 400, 700], stage.random)
    planByChance(stage, { from, to, aYear }, (at) => ({
      at,
      name: 'news',
      run: ({ random }) => {
        const other = random(8) === 0 ? press.sites[random(press.sites.length)] : undefined
        press.publish(other && other !== site ? [site, other] : [site])
      },
    }))
    const rarely = { from, to, aYear: 20 }
    planByChance(stage, rarely, (at) => ({ at, name: 'update', run: () => press.update(site) }))
    planByChance(stage, rarely, (at) => ({ at, name: 'again', run: () => press.republish(site) }))
    planByChance(stage, rarely, (at) => ({ at, name: 'down', run: () => press.takeDown(site) }))
  }
  for (const { name, aYear, of, trouble } of TROUBLES) {
    const often = times * (of === 'bot' ? aYear : aYear * houses.length)
    planByChance(stage, { from, to, aYear: often }, (at) => ({ at, name, run: trouble }))
  }
  for (const house of houses) {
    for (const { name, aYear, deed } of DEEDS) {
      planByChance(stage, { from, to, aYear: aYear * times }, (at) => ({
        at,
        name,
        run: () => planDeed(stage, { at, name: `${name}!`, house, deed }),
      }))
    }
    planByChance(stage, { from, to, aYear: 24 }, (at) => ({
      at,
      name: 'look up',
      run: () => planDeed(stage, { at, name: 'look up!', house, deed: lookUp }),
    }))
  }
}
