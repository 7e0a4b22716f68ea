import { describe, expect, it } from 'vitest'
import { readConfig } from '../../config/env.ts'
import { readLlm } from '../../config/llm.ts'

const LOCAL = {
  LLM_PROVIDER: 'openai-compatible',
  LLM_BASE_URL: 'http://127.0.0.1:11434/v1/',
  LLM_MODEL: 'qwen3:8b',
}

describe('readLlm', () => {
  it('gives no model where nothing is set, and where all is empty', () => {
    expect(readLlm({})).toEqual({ llm: null, problems: [] })
    expect(readLlm({ LLM_PROVIDER: ' ', LLM_API_KEY: '' })).toEqual({ llm: null, problems: [] })
  })

  it("takes an operator's own server on loopback without a key", () => {
    expect(readLlm(LOCAL)).toEqual({
      llm: {
        provider: 'openai-compatible',
        baseUrl: 'http://127.0.0.1:11434/v1',
        apiKey: null,
        model: 'qwen3:8b',
        dailyCalls: 500,
        dailyTokens: 2_000_000,
        timeoutMs: 20_000,
      },
      problems: [],
    })
  })

  it("knows Anthropic's address, and takes caps and a time-out", () => {
    const { llm } = readLlm({
      LLM_PROVIDER: 'anthropic',
      LLM_API_KEY: 'sk-ant-1',
      LLM_MODEL: 'claude',
      LLM_DAILY_CALLS: '10',
      LLM_DAILY_TOKENS: '90000',
      LLM_TIMEOUT_SECONDS: '45',
    })
    expect(llm).toMatchObject({
      baseUrl: 'https://api.anthropic.com/v1',
      apiKey: 'sk-ant-1',
      dailyCalls: 10,
      dailyTokens: 90_000,
      timeoutMs: 45_000,
    })
  })

  it('names all problems at once beside those of the bot, and never the key', () => {
    const read = readConfig({
      LLM_PROVIDER: 'mine',
      LLM_BASE_URL: 'https://user:hunter2@x/v1',
      LLM_API_KEY: 'sk secret',
      LLM_DAILY_CALLS: '0',
      LLM_DAILY_TOKENS: 'many',
      LLM_TIMEOUT_SECONDS: '500',
    })
    const problems = read.ok ? [] : read.problems
    expect(problems.map(({ name }) => name)).toEqual([
      'DISCORD_TOKEN',
      'LLM_PROVIDER',
      'LLM_BASE_URL',
      'LLM_API_KEY',
      'LLM_MODEL',
      'LLM_DAILY_CALLS',
      'LLM_DAILY_TOKENS',
      'LLM_TIMEOUT_SECONDS',
    ])
    expect(JSON.stringify(problems)).not.toMatch(/secret|hunter2/)
  })

  it.each([
    [
      'a key without a provider',
      { LLM_API_KEY: 'k' },
      ['LLM_PROVIDER', 'LLM_BASE_URL', 'LLM_MODEL'],
    ],
    ['Anthropic without a key', { LLM_PROVIDER: 'anthropic', LLM_MODEL: 'm' }, ['LLM_API_KEY']],
    ['another protocol', { ...LOCAL, LLM_BASE_URL: 'ftp://x' }, ['LLM_BASE_URL']],
    ['a key in the address', { ...LOCAL, LLM_BASE_URL: 'https://x/v1?key=1' }, ['LLM_BASE_URL']],
  ])('says what is wrong with %s', (_, env, names) => {
    expect(readLlm(env).problems.map(({ name }) => name)).toEqual(names)
  })
})
