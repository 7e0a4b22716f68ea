/** The configured model, its provider's package loaded when it is asked for. */
import type { LanguageModel } from 'ai'
import type { LlmConfig } from '../../config/llm.ts'
import { fetchWithin } from './own-fetch.ts'

/** Gives the model of a configuration; `fetch` is the machine's own where undefined. */
export async function modelOf(
  { provider, baseUrl, apiKey, model }: LlmConfig,
  fetch?: typeof globalThis.fetch,
): Promise<Exclude<LanguageModel, string>> {
  const options = {
    baseURL: baseUrl,
    fetch: fetchWithin(baseUrl, fetch),
    ...(apiKey === null ? {} : { apiKey }),
  }
  if (provider === 'anthropic') {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    return createAnthropic(options)(model)
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  // Without `supportsStructuredOutputs` the schema is not sent.
  return createOpenAICompatible({ ...options, name: 'llm', supportsStructuredOutputs: true })(model)
}
