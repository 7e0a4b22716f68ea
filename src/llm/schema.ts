/** The schemas that a model's answer must keep to. Loaded only where a model is configured. */
import { z } from 'zod'
import type { TranslatedCard, WrittenCard } from './answer.ts'

/** Without bounds: not every server's schema language has them. What is too long or too many is judged afterwards. */
const resting = z.object({
  text: z.string(),
  sentences: z.array(z.number().int()),
})

export const writtenCard: z.ZodType<WrittenCard> = z.object({
  lead: resting,
  points: z.array(resting),
})

export const translatedCard: z.ZodType<TranslatedCard> = z.object({
  headline: z.string(),
  lead: z.string(),
  points: z.array(z.string()),
})
