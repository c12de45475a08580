module dev.sluice/goja-peer

go 1.20

require github.com/dop251/goja v0.0.0-20251201205617-2bb4c724c0f9
