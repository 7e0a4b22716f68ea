import { describe, expect, it } from 'vitest'
import { readConfig } from '../../config/env.ts'

const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.abcdefghijklmnopqrstuvwxyz1234567890AB'

describe('readConfig', () => {
  it('needs a token and nothing else', () => {
    const read = readConfig({ DISCORD_TOKEN: TOKEN })
    expect(read).toEqual({
      ok: true,
      config: {
        token: TOKEN,
        databaseUrl: 'sqlite:data/digest.db',
        discordApiUrl: 'https://discord.com/api',
        logLevel: 'info',
        fetchAllowHosts: [],
        fetchHeaders: {},
        allowedGuilds: [],
        pageFetch: true,
        role: 'all',
        llm: null,
      },
    })
  })

  it('names all problems at once, and never a value of a secret', () => {
    const read = readConfig({
      DISCORD_TOKEN: 'my secret',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      DISCORD_API_URL: 'discord.com',
      LOG_LEVEL: 'loud',
      FETCH_ALLOW_HOSTS: '127.0.0.1:80,http://x',
      PAGE_FETCH: 'maybe',
      FETCH_HEADERS: 'feeds.example: Bearer hunter3',
      ALLOWED_GUILDS: 'home',
    })
    expect(read.ok).toBe(false)
    if (read.ok) return
    expect(read.problems.map((one) => one.name)).toEqual([
      'DISCORD_TOKEN',
      'DATABASE_URL',
      'DISCORD_API_URL',
      'LOG_LEVEL',
      'FETCH_ALLOW_HOSTS',
      'FETCH_HEADERS',
      'ALLOWED_GUILDS',
      'PAGE_FETCH',
    ])
    const words = JSON.stringify(read.problems)
    expect(words).not.toContain('my secret')
    expect(words).not.toContain('hunter2')
    expect(words).not.toContain('hunter3')
  })

  it.each([
    ['a missing token', undefined, 'is missing'],
    ['an empty token', ' ', 'is missing'],
    ['the word Bot before it', `Bot ${TOKEN}`, 'without the word'],
    ['something else', '0123456789abcdef', 'does not look like'],
  ])('says what to do about %s', (_, token, words) => {
    const read = readConfig({ DISCORD_TOKEN: token })
    expect(read.ok ? '' : read.problems[0]?.problem).toContain(words)
  })

  it("leaves the shape of another server's tokens to that server", () => {
    const read = readConfig({ DISCORD_TOKEN: 'plain', DISCORD_API_URL: 'http://127.0.0.1:9/api' })
    expect(read.ok).toBe(true)
  })

  it('takes hosts, ports and ranges of the operator', () => {
    const read = readConfig({
      DISCORD_TOKEN: TOKEN,
      FETCH_ALLOW_HOSTS: 'feeds.internal, 10.0.0.0/8,[::1]:8080, 127.0.0.1:3000,fd00::/8',
    })
    expect(read.ok && read.config.fetchAllowHosts).toHaveLength(5)
  })

  const withHeaders = (headers: string) =>
    readConfig({ DISCORD_TOKEN: TOKEN, FETCH_HEADERS: headers })

  it("takes headers for an operator's own hosts", () => {
    const read = withHeaders('{"Feeds.Example:8443":{"Authorization":"Basic dXNlcjpwYXNz"}}')
    expect(read.ok && read.config.fetchHeaders).toEqual({
      'feeds.example:8443': { Authorization: 'Basic dXNlcjpwYXNz' },
    })
  })

  it.each([
    '[]',
    '{"a.example":"Bearer x"}',
    '{"https://a.example":{"authorization":"x"}}',
    '{"a.example":{"cookie":"session=1"}}',
    '{"a.example":{"authorization":"x\\r\\nhost: b"}}',
  ])('takes %s for no headers', (text) => {
    expect(withHeaders(text).ok).toBe(false)
  })
})
