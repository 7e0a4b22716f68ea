import { describe, expect, it } from 'vitest'
import { afterAttempt } from '../../src/delivery/after-attempt.ts'
import { leavingOut, nextLeftOut } from '../../src/delivery/leave-out.ts'
import type { MessagePayload } from '../../src/model/message.ts'

const HARMFUL = { kind: 'permanent', reason: 'harmful', code: 240_000 } as const
const at = { createdAt: 0, tries: 1, now: 1_000, random: () => 0 }

describe('a message that Discord refuses for a card', () => {
  it('is tried without each of them in turn, then without any, and then never again', () => {
    const tries = [null, 0, 1, 2, 3].map((leftOut) => nextLeftOut('harmful', { leftOut, cards: 3 }))
    expect(tries).toEqual([0, 1, 2, 3, null])
    expect(afterAttempt(HARMFUL, { ...at, leftOut: 0, cards: 3 })).toEqual({
      state: 'pending',
      dueAt: 1_000,
      error: 'harmful:240000',
      refused: true,
      leftOut: 1,
    })
    expect(afterAttempt(HARMFUL, { ...at, leftOut: 3, cards: 3 })).toEqual({
      state: 'failed',
      error: 'harmful:240000',
    })
  })

  it('is nothing without its only one, and no other refusal is for a card', () => {
    expect(nextLeftOut('invalid', { leftOut: null, cards: 1 })).toBe(null)
    expect(nextLeftOut('invalid', { leftOut: null, cards: 2 })).toBe(0)
    expect(nextLeftOut('no-permission', { leftOut: null, cards: 5 })).toBe(null)
  })
})

describe('a card that is left out', () => {
  const payload: MessagePayload = {
    content: 'Today · 11\n1. one\n11. eleven',
    embeds: [{ title: 'one' }, { title: 'two' }],
    allowed_mentions: { parse: [] },
  }
  const postings = [0, 1].map((embed) => ({ articleId: 7 + embed, version: 1, embed }))

  it('takes its line and its posting with it; the others keep their numbers', () => {
    const left = leavingOut({ payload, postings }, 0)
    expect(left.payload.content).toBe('Today · 11\n11. eleven')
    expect(left.payload.embeds).toEqual([{ title: 'two' }])
    expect(left.postings).toEqual([{ articleId: 8, version: 1, embed: 0 }])
  })

  it('changes nothing where there is none, and leaves the contents where all go', () => {
    expect(leavingOut({ payload, postings }, null)).toEqual({ payload, postings })
    const bare = leavingOut({ payload, postings }, 2)
    expect(bare.payload).toEqual({ content: payload.content, allowed_mentions: { parse: [] } })
    expect(bare.postings).toHaveLength(2)
  })
})
