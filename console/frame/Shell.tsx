// The frame around every screen: sections by right, who is signed in and in which post, the synthetic banner.
import {
  AccountBookOutlined,
  AimOutlined,
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  CalculatorOutlined,
  ClockCircleOutlined,
  CloudUploadOutlined,
  CoffeeOutlined,
  CommentOutlined,
  CompassOutlined,
  CustomerServiceOutlined,
  DiffOutlined,
  ExperimentOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  FileSearchOutlined,
  FormOutlined,
  FundOutlined,
  HeartOutlined,
  HistoryOutlined,
  HomeOutlined,
  InboxOutlined,
  MedicineBoxOutlined,
  MenuOutlined,
  MobileOutlined,
  PayCircleOutlined,
  PercentageOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SettingOutlined,
  ShopOutlined,
  SolutionOutlined,
  SwapOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UserOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import { useLocation } from '@tanstack/react-router'
import { Button, Drawer, Menu } from 'antd'
import { type ReactNode, useState } from 'react'
import { useGo } from '../address.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { NoticeBell } from '../notices/NoticeBell.tsx'
import { paths } from '../paths.ts'
import { useMay, useSession } from '../session.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { type Section, sectionOf, sectionParts, sections } from './sections.ts'

const icons: Record<Section['key'], ReactNode> = {
  board: <BarChartOutlined />,
  budget: <CalculatorOutlined />,
  coverage: <AimOutlined />,
  siting: <CompassOutlined />,
  cases: <AlertOutlined />,
  funds: <FundOutlined />,
  surges: <ThunderboltOutlined />,
  notices: <BellOutlined />,
  duplicates: <DiffOutlined />,
  disputes: <AuditOutlined />,
  due: <ScheduleOutlined />,
  elders: <TeamOutlined />,
  changes: <SwapOutlined />,
  events: <HistoryOutlined />,
  silence: <ClockCircleOutlined />,
  homeDevices: <BellOutlined />,
  benefits: <PayCircleOutlined />,
  ledger: <AccountBookOutlined />,
  'meal-books': <AccountBookOutlined />,
  'meal-rules': <PercentageOutlined />,
  'care-accounts': <WalletOutlined />,
  canteens: <CoffeeOutlined />,
  network: <ApartmentOutlined />,
  'food-safety': <ExperimentOutlined />,
  assessments: <HeartOutlined />,
  quality: <SafetyCertificateOutlined />,
  imports: <CloudUploadOutlined />,
  truth: <FileDoneOutlined />,
  visitors: <SolutionOutlined />,
  'duty-sheets': <FormOutlined />,
  'family-payments': <PayCircleOutlined />,
  carried: <InboxOutlined />,
  accounts: <UserOutlined />,
  devices: <MobileOutlined />,
  needs: <CustomerServiceOutlined />,
  orders: <ScheduleOutlined />,
  stays: <BankOutlined />,
  stations: <TeamOutlined />,
  'asset-contracts': <FileProtectOutlined />,
  'own-orders': <ScheduleOutlined />,
  'own-workers': <TeamOutlined />,
  catalogue: <BookOutlined />,
  providers: <ShopOutlined />,
  adaptations: <HomeOutlined />,
  'home-beds': <MedicineBoxOutlined />,
  claims: <FileSearchOutlined />,
  contracts: <FileProtectOutlined />,
  complaints: <CommentOutlined />,
  'my-claims': <FileSearchOutlined />,
  'my-money': <PayCircleOutlined />,
  'my-complaints': <CommentOutlined />,
  settings: <SettingOutlined />,
}

export function Shell({ children }: { children: ReactNode }) {
  const say = useWords()
  const { synthetic } = useSession()
  const [menuOpen, setMenuOpen] = useState(false)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {say('app.skip')}
      </a>
      <header className="topbar no-print">
        <Button
          className="only-narrow"
          type="text"
          icon={<MenuOutlined />}
          aria-label={say('nav.open')}
          onClick={() => setMenuOpen(true)}
        />
        <Go to={paths.home()} className="brand">
          {say('app.name')}
        </Go>
        <span className="topbar-what only-wide">{say('app.what')}</span>
        <span className="only-wide">
          <LanguageSwitch />
        </span>
        <NoticeBell />
        <PersonMenu />
      </header>
      {synthetic && (
        <div className="synthetic" role="note">
          {say('app.synthetic')}
        </div>
      )}
      <div className="shell-body">
        <nav className="side only-wide no-print" aria-label={say('nav.label')}>
          <Sections />
        </nav>
        <main id="main" className="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Drawer
        placement="left"
        size={280}
        open={menuOpen}
        onClose={() => setMenuOpen(false)}
        title={say('app.name')}
      >
        <Sections onChosen={() => setMenuOpen(false)} />
        <LanguageSwitch />
      </Drawer>
    </div>
  )
}

function Sections({ onChosen }: { onChosen?: () => void }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const current = sectionOf(useLocation({ select: location => location.pathname }))
  return (
    <Menu
      mode="inline"
      selectedKeys={current ? [current] : []}
      items={Object.entries(sectionParts)
        .map(([part, word]) => ({
          type: 'group' as const,
          label: say(word),
          children: sections
            .filter(section => section.part === part && may(section.right))
            .map(section => ({ key: section.key, icon: icons[section.key], label: say(section.word) })),
        }))
        .filter(({ children }) => children.length > 0)}
      onClick={({ key }) => {
        const section = sections.find(each => each.key === key)
        if (section) go(section.to())
        onChosen?.()
      }}
    />
  )
}
