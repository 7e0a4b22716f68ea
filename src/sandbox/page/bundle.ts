/** The browser side, built once by esbuild into memory: a script and a style sheet. */
import { join } from 'node:path'

export type Bundle = { script: Uint8Array; style: Uint8Array }

const CLIENT = join(import.meta.dirname, 'client')

/** Builds; takes well under two seconds. Throws where the development packages are not installed. */
export async function buildBundle(): Promise<Bundle> {
  const { build } = await import('esbuild').catch((cause: unknown) => {
    throw new Error('The page needs the development packages: run `npm ci` without --omit=dev.', {
      cause,
    })
  })
  const { outputFiles } = await build({
    entryPoints: [join(CLIENT, 'main.ts')],
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    tsconfig: join(CLIENT, 'tsconfig.json'),
    logLevel: 'silent',
  })
  const named = (end: string) =>
    outputFiles.find(({ path }) => path.endsWith(end))?.contents ?? new Uint8Array()
  return { script: named('.js'), style: named('.css') }
}
