# shellcheck shell=bash
# mdi-sensor: where the tests run. A second address for -SourceAddress, one destination the local stack refuses.

sensor_up() {
  host mdi-sensor lan 10.77.0.100/24 10.77.0.101/24 fd77::100/64
  in_ns mdi-sensor ip route add prohibit 10.77.6.0/24
}
