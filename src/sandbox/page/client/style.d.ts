/** esbuild gathers imported style sheets into one file; the import has no value. */
declare module '*.css'
