//! Which reports copy one another: five outlets with one agency story are one origin.
