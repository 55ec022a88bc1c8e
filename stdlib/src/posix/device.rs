//! Device numbers: made of a major and a minor number, and taken apart. -1 is `NODEV`, in all three.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

/// The number that says that there is no device.
const NODEV: u64 = u64::MAX;

/// A `dev_t`, or a part of one.
pub struct Device(pub u64);

impl<'a> FromArg<'a> for Device {
    type Default = u64;

    fn from_arg(arg: &'a Object, _: &'static ArgName) -> PyResult<Device> {
        let int = arg.index()?;
        if int.to_i64() == Some(-1) {
            return Ok(Device(NODEV));
        }
        if int.is_negative() {
            return Err(raise!(
                OverflowError,
                "can't convert negative int to unsigned"
            ));
        }
        match int.to_u64() {
            Some(number) => Ok(Device(number)),
            None => Err(raise!(OverflowError, "int too big to convert")),
        }
    }

    fn from_default(default: u64) -> Device {
        Device(default)
    }
}

fn shown(number: u64) -> PyResult<Ref<Long>> {
    match number {
        NODEV => Long::from_i64(-1),
        number => Long::from_u64(number),
    }
}

/// The major number of a device.
#[pyfunction("major(device, /)")]
pub fn major(device: Device) -> PyResult<Ref<Long>> {
    match device.0 {
        NODEV => shown(NODEV),
        number => shown(u64::from(libc::major(number))),
    }
}

/// The minor number of a device.
#[pyfunction("minor(device, /)")]
pub fn minor(device: Device) -> PyResult<Ref<Long>> {
    match device.0 {
        NODEV => shown(NODEV),
        number => shown(u64::from(libc::minor(number))),
    }
}

/// A device number from its major and minor parts.
#[pyfunction("makedev(major, minor, /)")]
pub fn makedev(major: Device, minor: Device) -> PyResult<Ref<Long>> {
    let part = |number: u64| match u32::try_from(number) {
        Ok(part) => Ok(part),
        Err(_) if number == NODEV => Ok(u32::MAX),
        Err(_) => Err(raise!(
            OverflowError,
            "Python int too large to convert to C unsigned int"
        )),
    };
    shown(libc::makedev(part(major.0)?, part(minor.0)?))
}
