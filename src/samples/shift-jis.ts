/** Shift_JIS, which Node can read but not write: the table is made by reading every pair of bytes once. */

let table: ReadonlyMap<string, number> | undefined

/**
 * Gives a text's bytes in Shift_JIS.
 *
 * @throws RangeError for a character that Shift_JIS has not
 */
export function encodeShiftJis(text: string): Uint8Array {
  table ??= readTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = table.get(character)
    if (code === undefined) throw new RangeError(`Shift_JIS has no ${character}.`)
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** The first code wins where a character has several. */
function readTable(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  const found = new Map<string, number>()
  for (const code of codes()) {
    const character = decoded(decoder, code)
    if (character !== null && !found.has(character)) found.set(character, code)
  }
  return found
}

function* codes(): Generator<number> {
  for (let single = 0; single < 0x100; single += 1) yield single
  for (let first = 0x81; first < 0xfd; first += 1)
    for (let second = 0x40; second < 0xfd; second += 1) yield (first << 8) | second
}

function decoded(decoder: TextDecoder, code: number): string | null {
  const bytes = code > 0xff ? [code >> 8, code & 0xff] : [code]
  try {
    const text = decoder.decode(Uint8Array.from(bytes))
    return [...text].length === 1 ? text : null
  } catch {
    return null
  }
}
