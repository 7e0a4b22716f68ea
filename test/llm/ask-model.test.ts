import { MockLanguageModelV4 } from 'ai/test'
import { describe, expect, it } from 'vitest'
import { askModel } from '../../src/llm/ask-model.ts'
import { translatedCard, writtenCard } from '../../src/llm/schema.ts'
import { bridgeCard } from './articles.ts'

type Content = Awaited<ReturnType<MockLanguageModelV4['doGenerate']>>['content']
type Reason = Awaited<ReturnType<MockLanguageModelV4['doGenerate']>>['finishReason']['unified']

const modelThat = (content: Content, reason: Reason = 'stop') =>
  new MockLanguageModelV4({
    doGenerate: {
      content,
      finishReason: { unified: reason, raw: reason },
      usage: {
        inputTokens: { total: 700, noCache: 700, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 200, text: 200, reasoning: 0 },
      },
      warnings: [{ type: 'unsupported', feature: 'temperature' }],
    },
  })
const saying = (text: string, reason?: Reason) => modelThat([{ type: 'text', text }], reason)

const ask = (model: MockLanguageModelV4, signal = new AbortController().signal) =>
  askModel({
    model,
    prompt: { instructions: 'Write.', data: 'Data.' },
    schema: writtenCard,
    signal,
    now: 0,
  })

describe('askModel', () => {
  it('gives what kept to the schema, with its tokens', async () => {
    const asked = await ask(saying(JSON.stringify(bridgeCard)))
    expect(asked).toEqual({ ok: true, value: bridgeCard, tokens: 900 })
  })

  it('sends rules and data apart, the schema along, and asks once', async () => {
    const model = saying('no')
    await ask(model)
    expect(model.doGenerateCalls).toHaveLength(1)
    const [call] = model.doGenerateCalls
    expect(call?.prompt.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(call?.responseFormat).toMatchObject({ type: 'json', schema: { type: 'object' } })
    expect(call).toMatchObject({ temperature: 0, maxOutputTokens: 2000 })
    expect(call?.tools ?? []).toEqual([])
  })

  it.each<[string, MockLanguageModelV4, string]>([
    ['no JSON', saying('I think …'), 'no-object'],
    ['another schema', saying('{"points":[]}'), 'no-object'],
    [
      'numbers as texts',
      saying('{"lead":{"text":"a","sentences":["1"]},"points":[]}'),
      'no-object',
    ],
    ['half an answer', saying('{"lead":', 'length'), 'cut-off'],
    ['a filtered answer', saying('', 'content-filter'), 'refusal'],
    ['nothing', saying(''), 'empty'],
    [
      'a tool that it was not given',
      modelThat(
        [{ type: 'tool-call', toolCallId: '1', toolName: 'rm', input: '{}' }],
        'tool-calls',
      ),
      'tool-call',
    ],
  ])('names what came instead: %s', async (_, model, kind) => {
    expect(await ask(model)).toEqual({ ok: false, failure: { kind }, tokens: 900 })
    expect(model.doGenerateCalls).toHaveLength(1)
  })

  it('ends when it is given up', async () => {
    const stopping = new AbortController()
    const model = new MockLanguageModelV4({
      doGenerate: ({ abortSignal }) => {
        stopping.abort()
        return Promise.reject(abortSignal?.reason)
      },
    })
    const asked = ask(model, stopping.signal)
    expect(await asked).toEqual({ ok: false, failure: { kind: 'stopped' }, tokens: null })
  })

  it('throws what is a bug of ours', async () => {
    const model = new MockLanguageModelV4({
      doGenerate: () => Promise.reject(new RangeError('bug')),
    })
    await expect(ask(model)).rejects.toThrow(RangeError)
  })
})

describe('the schemas', () => {
  it('take what they ask for and nothing else', () => {
    expect(writtenCard.safeParse(bridgeCard).success).toBe(true)
    expect(writtenCard.safeParse({ ...bridgeCard, lead: 'x' }).success).toBe(false)
    expect(translatedCard.safeParse({ headline: 'a', lead: 'b', points: ['c'] }).success).toBe(true)
    expect(translatedCard.safeParse({ headline: 'a', lead: 'b', points: [1] }).success).toBe(false)
  })
})
