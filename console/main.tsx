// Starts the console: language, theme, question cache, session gate, routes.
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import koKR from 'antd/locale/ko_KR'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from '../domain/kernel/refusal.ts'
import '../ui/tokens.css'
import './console.css'
import './frame/frame.css'
import './indicators/board.css'
import './rounds/rounds.css'
import './elders/records.css'
import './life-events/life-events.css'
import './groups/groups.css'
import './benefits/benefits.css'
import './assessments/assessments.css'
import './media.css'
import { LanguageProvider, useLanguage } from './language.tsx'
import { router } from './routes.tsx'
import { themeFromTokens } from './theme.ts'

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ran out brings the sign-in page; the address, and so the screen, stays.
    onError: (error, query) => {
      if (
        error instanceof Refused &&
        error.code === 'not_signed_in' &&
        query.queryKey[0] !== 'session.current'
      )
        void client.invalidateQueries({ queryKey: ['session.current'] })
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal will be the same a second later; only a broken line is worth trying again.
      retry: (count, error) => count < 2 && !(error instanceof Refused && error.code !== 'unavailable'),
      staleTime: 15_000,
    },
  },
})

const locales = { zh: zhCN, ko: koKR, en: enUS }

function Console() {
  const { language } = useLanguage()
  return (
    <ConfigProvider locale={locales[language]} theme={themeFromTokens()} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

const place = document.getElementById('console')
if (place)
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider>
        <Console />
      </LanguageProvider>
    </StrictMode>,
  )
