// Photos of what a service left behind, opened one at a time on purpose.
import { PictureOutlined } from '@ant-design/icons'
import { Button, Image, Space } from 'antd'
import { useState } from 'react'
import { type Order, orderPhotoKinds } from '../../domain/service-orders/order.ts'
import { useDownloaded } from '../downloaded.ts'

export function OrderPhotos({ order }: { order: Order }) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <div className="below">
      <Space wrap>
        {order.photos.map(photo => (
          <Button
            key={photo.id}
            type={photo.id === open ? 'primary' : 'default'}
            icon={<PictureOutlined />}
            onClick={() => setOpen(photo.id)}
          >
            {orderPhotoKinds.words[photo.kind]}
          </Button>
        ))}
      </Space>
      {open && (
        <div className="below">
          <Photo key={open} order={order} photoId={open} onClose={() => setOpen(null)} />
        </div>
      )}
    </div>
  )
}

function Photo({ order, photoId, onClose }: { order: Order; photoId: string; onClose: () => void }) {
  const { countyCode, id } = order
  const address = useDownloaded('order.photo', { countyCode, id, photoId }, onClose)
  return address ? <Image src={address} alt="" width={320} /> : null
}
