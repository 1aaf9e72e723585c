// One picture for each kind of change; the word beside it says what it is.
import {
  BankOutlined,
  CarOutlined,
  CloudOutlined,
  ExportOutlined,
  HomeOutlined,
  MedicineBoxOutlined,
  RollbackOutlined,
  SendOutlined,
  SmileOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { LifeEventKind } from '../../domain/life-events/life-event.ts'

export const changeIcons: Readonly<Record<LifeEventKind, ReactNode>> = {
  died: <CloudOutlined />,
  hospitalised: <MedicineBoxOutlined />,
  dischargedFromHospital: <SmileOutlined />,
  enteredInstitution: <BankOutlined />,
  leftInstitution: <HomeOutlined />,
  movedWithinCounty: <SwapOutlined />,
  movedToOtherCounty: <SendOutlined />,
  leftProvince: <ExportOutlined />,
  awayForLong: <CarOutlined />,
  returned: <RollbackOutlined />,
}
