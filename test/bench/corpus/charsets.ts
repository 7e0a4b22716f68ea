/** Feeds of ten languages in every charset they are written in, declared rightly, wrongly or not at all. */
import type { Print } from '../main.ts'
import type { Reader } from './readers.ts'
import { python } from './reference.ts'

type Variant = { name: string; contentType: string | null; title: string; bytes: string }

/** Prints how many variants each parser reads with the right titles, and which ours does not. */
export async function charsetVariants(
  readers: Record<string, Reader>,
  print: Print,
): Promise<void> {
  const variants = await python<Variant>('charsets.py', [])
  for (const [parser, read] of Object.entries(readers)) {
    const wrong: string[] = []
    for (const { name, contentType, title, bytes } of variants) {
      const seen = await read(Buffer.from(bytes, 'base64'), contentType)
      const isRight = seen?.length === 3 && seen.every(([shown], n) => shown === `${title} ${n}`)
      if (!isRight) wrong.push(name)
    }
    print({
      charsets: parser,
      variants: variants.length,
      percent: Math.round((1 - wrong.length / variants.length) * 1000) / 10,
      ...(parser === 'ours' && wrong.length > 0 ? { wrong } : {}),
    })
  }
}
