//! A disk that fails on purpose, for crash tests: operations that fail, writes that a power cut loses or tears.
//!
//! It keeps what was written and not synced apart from what is safe. At a power cut each unsynced change survives, is
//! lost, or survives in part, as the seed says: in any combination, because real disks reorder.

use std::{
    io::{Error, ErrorKind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use redb::StorageBackend;

/// What a disk writes whole, in bytes.
const SECTOR: usize = 512;

#[derive(Clone, Debug)]
enum Change {
    Write { at: usize, data: Vec<u8> },
    Length(usize),
}

/// Begins with the operation of this number, counted from 0.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// This one fails.
    Once(u64, ErrorKind),
    /// All fail.
    Cut(u64),
    /// Writes to where nothing was ever written fail.
    Full(u64),
}

#[derive(Debug, Default)]
struct Platter {
    safe: Vec<u8>,
    seen: Vec<u8>,
    unsynced: Vec<Change>,
    /// End of what was ever written: the rest of the length is a hole.
    filled: usize,
    operations: u64,
    fault: Option<Fault>,
    /// Counts power cuts: who opened the disk before one doesn't reach it any more.
    life: u64,
}

/// The disk; a clone is another handle on it.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    platter: Arc<Mutex<Platter>>,
}

impl Disk {
    /// Empty and healthy.
    pub fn new() -> Disk {
        Disk::default()
    }

    /// Healthy, with this on it.
    pub fn holding(content: Vec<u8>) -> Disk {
        let platter = Platter { filled: content.len(), seen: content.clone(), safe: content, ..Platter::default() };
        Disk { platter: Arc::new(Mutex::new(platter)) }
    }

    /// What redb is opened over; valid until the next power cut.
    pub fn backend(&self) -> Faulty {
        Faulty { life: self.platter().life, disk: self.clone() }
    }

    /// Writes, changes of length and syncs so far.
    pub fn operations(&self) -> u64 {
        self.platter().operations
    }

    /// The operation of this number, counted from 0, fails once and has no effect.
    pub fn fail_at(&self, operation: u64, kind: ErrorKind) {
        self.platter().fault = Some(Fault::Once(operation, kind));
    }

    /// From the operation of this number on, everything fails: the power is gone.
    pub fn cut_at(&self, operation: u64) {
        self.platter().fault = Some(Fault::Cut(operation));
    }

    /// From the operation of this number on, there is no room: what needs some fails until [`Disk::heal`]. A file may
    /// still get longer (it gets a hole), and what it has can be written over, as on a real disk.
    pub fn full_at(&self, operation: u64) {
        self.platter().fault = Some(Fault::Full(operation));
    }

    /// No fault is due any more.
    pub fn heal(&self) {
        self.platter().fault = None;
    }

    /// Takes the power away and gives it back: of what wasn't synced, `seed` decides what is left.
    pub fn cut(&self, seed: u64) {
        let mut platter = self.platter();
        let mut chance = Chance(seed);
        let mut left = std::mem::take(&mut platter.safe);
        for change in std::mem::take(&mut platter.unsynced) {
            match change {
                Change::Length(length) if chance.one_in(2) => left.resize(length, 0),
                Change::Length(_) => {}
                Change::Write { at, data } => {
                    let torn = chance.one_in(3);
                    let kept = chance.one_in(2);
                    // Beyond the end of the file there is nothing to keep.
                    let end = (at + data.len()).min(left.len());
                    let mut from = at;
                    while from < end {
                        let to = ((from / SECTOR + 1) * SECTOR).min(end);
                        if if torn { chance.one_in(2) } else { kept } {
                            left[from..to].copy_from_slice(&data[from - at..to - at]);
                        }
                        from = to;
                    }
                }
            }
        }
        platter.seen.clone_from(&left);
        platter.safe = left;
        platter.fault = None;
        platter.life += 1;
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The disk as redb sees it.
#[derive(Debug)]
pub struct Faulty {
    life: u64,
    disk: Disk,
}

impl Faulty {
    fn platter(&self) -> Result<MutexGuard<'_, Platter>, Error> {
        let platter = self.disk.platter();
        if platter.life == self.life { Ok(platter) } else { Err(Error::other("the power was cut")) }
    }

    /// The disk, if the next operation is to succeed, which writes up to `end`.
    fn operate(&self, end: usize) -> Result<MutexGuard<'_, Platter>, Error> {
        let mut platter = self.platter()?;
        let number = platter.operations;
        platter.operations += 1;
        let kind = match platter.fault {
            Some(Fault::Once(at, kind)) if number == at => kind,
            Some(Fault::Cut(at)) if number >= at => ErrorKind::Other,
            Some(Fault::Full(at)) if number >= at && end > platter.filled => ErrorKind::StorageFull,
            _ => {
                platter.filled = platter.filled.max(end);
                return Ok(platter);
            }
        };
        Err(Error::new(kind, "a fault on purpose"))
    }
}

fn size(number: u64) -> Result<usize, Error> {
    usize::try_from(number).map_err(Error::other)
}

impl StorageBackend for Faulty {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.platter()?.seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        let platter = self.platter()?;
        let at = size(offset)?;
        let found = platter.seen.get(at..at.saturating_add(out.len()));
        out.copy_from_slice(found.ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), Error> {
        let length = size(len)?;
        let mut platter = self.operate(0)?;
        platter.filled = platter.filled.min(length);
        platter.seen.resize(length, 0);
        platter.unsynced.push(Change::Length(length));
        Ok(())
    }

    fn sync_data(&self) -> Result<(), Error> {
        let platter = &mut *self.operate(0)?;
        for change in platter.unsynced.drain(..) {
            match change {
                Change::Length(length) => platter.safe.resize(length, 0),
                Change::Write { at, data } => {
                    let end = at + data.len();
                    if platter.safe.len() < end {
                        platter.safe.resize(end, 0);
                    }
                    platter.safe[at..end].copy_from_slice(&data);
                }
            }
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        let at = size(offset)?;
        let end = at + data.len();
        let mut platter = self.operate(end)?;
        if platter.seen.len() < end {
            platter.seen.resize(end, 0);
        }
        platter.seen[at..end].copy_from_slice(data);
        platter.unsynced.push(Change::Write { at, data: data.to_vec() });
        Ok(())
    }
}

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn one_in(&mut self, many: u64) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)).is_multiple_of(many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_synced_survives_and_the_rest_is_as_the_seed_says() {
        let ends: Vec<Vec<u8>> = (0..40)
            .map(|seed| {
                let disk = Disk::new();
                let backend = disk.backend();
                backend.set_len(2048).unwrap();
                backend.write(0, &[1; 1024]).unwrap();
                backend.sync_data().unwrap();
                backend.write(1024, &[2; 1024]).unwrap();
                disk.cut(seed);
                assert!(backend.len().is_err(), "who opened it before the cut reaches it");
                let mut all = vec![0; 2048];
                disk.backend().read(0, &mut all).unwrap();
                all
            })
            .collect();
        assert!(ends.iter().all(|end| end[..1024] == [1; 1024]));
        for torn in [[0, 0], [0, 2], [2, 0], [2, 2]] {
            assert!(ends.iter().any(|end| [end[1024], end[2047]] == torn), "{torn:?}");
        }
    }

    #[test]
    fn an_operation_fails_once_or_for_good() {
        let disk = Disk::new();
        let backend = disk.backend();
        disk.fail_at(1, ErrorKind::StorageFull);
        backend.set_len(8).unwrap();
        assert_eq!(backend.write(0, &[1]).unwrap_err().kind(), ErrorKind::StorageFull);
        backend.write(0, &[1]).unwrap();
        disk.cut_at(4);
        backend.sync_data().unwrap();
        assert!(backend.write(0, &[1]).is_err() && backend.sync_data().is_err());
        assert_eq!(disk.operations(), 6);
    }
}
