// Builds the console (the officers' desk) into dist/console, served under /console/.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('console'),
  base: '/console/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: here('dist/console'),
    emptyOutDir: true,
    // Office computers still run browsers of 2021.
    target: ['chrome96', 'safari15'],
    // antd alone is over the default; the warning would only teach people to ignore warnings.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
