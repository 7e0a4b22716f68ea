/** Opens direct messages: notices go there where a server has no channel for them. */
import { type REST, Routes } from 'discord.js'
import type { Logger } from '../lib/logger.ts'
import { classify } from './classify.ts'
import { REQUEST_TIMEOUT_MS } from './post.ts'

/** Gives the channel of a person's direct messages, the same every time; null where there is none for now. */
export const createOpenDirect =
  (rest: Pick<REST, 'post'>, log: Logger) =>
  async (userId: string): Promise<string | null> => {
    try {
      const channel = await rest.post(Routes.userChannels(), {
        body: { recipient_id: userId },
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      })
      const isChannel = typeof channel === 'object' && channel !== null && 'id' in channel
      return isChannel ? String(channel.id) : null
    } catch (error) {
      log.info({ outcome: classify(error).kind }, 'direct messages could not be opened')
      return null
    }
  }
