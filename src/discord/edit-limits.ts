/** Limits that hold for one message: Discord answers them as it answers somebody too fast, but they do not go by. */
import { DefaultRestOptions, type RESTOptions } from 'discord.js'

/**
 * An hour-old message, and an announcement that was handed on, may be edited a few times only.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
const LIMITS_OF_A_MESSAGE: readonly unknown[] = [30046, 20022]

function codeIn(text: string): unknown {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null
  } catch {
    return null
  }
}

/**
 * Asks Discord as discord.js does. Of an answer 429 discord.js tells no code: one that means a limit of one message becomes a
 * refusal, which it tells with its code and which counts among the refused requests just so.
 */
export const askWithLimits: RESTOptions['makeRequest'] = async (url, init) => {
  const response = await DefaultRestOptions.makeRequest(url, init)
  if (response.status !== 429) return response
  const text = await response.text()
  const headers = new Headers([...response.headers.entries()] as [string, string][])
  const isOfMessage = LIMITS_OF_A_MESSAGE.includes(codeIn(text))
  if (isOfMessage) headers.delete('retry-after')
  return new Response(text, { status: isOfMessage ? 403 : 429, headers })
}
