// A device as small as they come: connects by MQTT, publishes with QoS 1, and knows what was acknowledged.
import { connect, type Socket } from 'node:net'
import mqtt, { type Packet } from 'mqtt-packet'

export interface MqttDevice {
  /** Resolves when the broker has acknowledged; rejects when the line ends before. */
  publish(topic: string, content: unknown): Promise<void>
  close(): void
}

export async function openMqttDevice(port: number, name: string, key: string): Promise<MqttDevice> {
  const socket = await dial(port)
  const waiting = new Map<number, { done: () => void; failed: (error: Error) => void }>()
  const parser = mqtt.parser({ protocolVersion: 4 })
  let lastId = 0
  const greeted = new Promise<void>((resolve, reject) => {
    parser.on('packet', (packet: Packet) => {
      if (packet.cmd === 'connack')
        packet.returnCode === 0 ? resolve() : reject(new Error(`refused with ${packet.returnCode}`))
      if (packet.cmd === 'puback') {
        waiting.get(packet.messageId ?? 0)?.done()
        waiting.delete(packet.messageId ?? 0)
      }
    })
    socket.on('close', () => {
      const error = new Error('the line ended')
      reject(error)
      for (const one of waiting.values()) one.failed(error)
      waiting.clear()
    })
  })
  socket.on('data', bytes => parser.parse(bytes))
  mqtt.writeToStream(
    {
      ...{ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 0 },
      ...{ clientId: name, username: name, password: Buffer.from(key) },
    } as Packet,
    socket,
  )
  await greeted
  return {
    publish: (topic, content) =>
      new Promise((done, failed) => {
        lastId = (lastId % 65_535) + 1
        waiting.set(lastId, { done, failed })
        mqtt.writeToStream(
          {
            ...{ cmd: 'publish', topic, payload: JSON.stringify(content), qos: 1, messageId: lastId },
            ...{ retain: false, dup: false },
          } as Packet,
          socket,
        )
      }),
    close: () => socket.destroy(),
  }
}

function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.off('error', reject)
      socket.on('error', () => {})
      resolve(socket)
    })
    socket.once('error', reject)
  })
}
