/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The tables of PROTOCOL.md section 9, from kinds.c. Transfer full. */
char *kinds_to_markdown (void);
