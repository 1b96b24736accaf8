/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A wrapping GtkLabel measures its text at many widths before it knows its own; with sixty long messages that takes
 * seconds. This widget breaks lines once for each width that it is given; what came out is kept. Text that fits needs no
 * second look. Right-to-left text that fits is broken without a width, so that it is exactly as wide as it is, and stands at
 * the right.
 */
#include "office-text-private.h"

#define LINE_SPACING      1.22f
#define CODE_LINE_SPACING 1.25f

#define QUOTE_BAR  3 /* pixels, as all below */
#define MARKER_GAP 7

#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f" /* lets "1." be ".1" */

static const char *const color_names[OFFICE_TEXT_N_COLORS] = {
  [OFFICE_TEXT_COLOR_PILL] = "office_blue_fg", [OFFICE_TEXT_COLOR_PILL_BACKGROUND] = "office_pill_bg",
  [OFFICE_TEXT_COLOR_LINK] = "accent_color",   [OFFICE_TEXT_COLOR_ASIDE] = "office_dim",
  [OFFICE_TEXT_COLOR_CODE] = "office_soft",    [OFFICE_TEXT_COLOR_SELECTION] = "office_selection_bg",
  [OFFICE_TEXT_COLOR_LINE] = "office_quote",   [OFFICE_TEXT_COLOR_DOING] = "office_doing",
  [OFFICE_TEXT_COLOR_DONE] = "success_color",
};

static void
insert_attribute (PangoAttrList *attributes, const OfficeSpan *span, PangoAttribute *attribute)
{
  attribute->start_index = span->start;
  attribute->end_index = span->end;
  pango_attr_list_insert (attributes, attribute);
}

static void
insert_foreground (PangoAttrList *attributes, const OfficeSpan *span, const GdkRGBA *color)
{
  insert_attribute (attributes, span,
                    pango_attr_foreground_new (color->red * 65535, color->green * 65535, color->blue * 65535));
  if (color->alpha < 1)
    insert_attribute (attributes, span, pango_attr_foreground_alpha_new (color->alpha * 65535));
}

static void
add_attributes (OfficeText *self, PangoAttrList *attributes, const OfficeSpan *span)
{
  switch (span->kind)
    {
    case OFFICE_SPAN_BOLD:
      insert_attribute (attributes, span, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      break;
    case OFFICE_SPAN_ITALIC:
      insert_attribute (attributes, span, pango_attr_style_new (PANGO_STYLE_ITALIC));
      break;
    case OFFICE_SPAN_STRIKE:
      insert_attribute (attributes, span, pango_attr_strikethrough_new (TRUE));
      break;
    case OFFICE_SPAN_CODE:
      insert_attribute (attributes, span, pango_attr_family_new ("monospace"));
      insert_attribute (attributes, span, pango_attr_scale_new (10.0 / 11.0));
      break;
    case OFFICE_SPAN_LINK:
    case OFFICE_SPAN_MESSAGE:
      insert_foreground (attributes, span, &self->colors[OFFICE_TEXT_COLOR_LINK]);
      insert_attribute (attributes, span, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
      break;
    case OFFICE_SPAN_PERSON:
    case OFFICE_SPAN_TASK:
    case OFFICE_SPAN_ROOM:
      insert_foreground (attributes, span, &self->colors[OFFICE_TEXT_COLOR_PILL]);
      insert_attribute (attributes, span, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      insert_attribute (attributes, span, pango_attr_allow_breaks_new (FALSE));
      insert_attribute (attributes, span, pango_attr_insert_hyphens_new (FALSE));
      if (span->chip != NULL)
        office_text_add_chip (self, attributes, span);
      break;
    case OFFICE_SPAN_SHORT_ID:
      break;
    case OFFICE_SPAN_ASIDE:
      insert_foreground (attributes, span, &self->colors[OFFICE_TEXT_COLOR_ASIDE]);
      insert_attribute (attributes, span, pango_attr_scale_new (9.0 / 11.0));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Shown modestly: a message is no document. */
static void
add_heading (OfficeText *self, PangoAttrList *attributes)
{
  const guint level = self->block->heading;

  if (level == 0)
    return;
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (level <= 2)
    pango_attr_list_insert (attributes, pango_attr_scale_new (level == 1 ? 1.25 : 1.1));
}

static void
add_tint (PangoAttrList *attributes, const OfficeTint *tint)
{
  const OfficeSpan span = { OFFICE_SPAN_CODE, tint->start, tint->end, NULL, NULL };

  if (tint->colored)
    insert_foreground (attributes, &span, &tint->color);
  if (tint->bold)
    insert_attribute (attributes, &span, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (tint->italic)
    insert_attribute (attributes, &span, pango_attr_style_new (PANGO_STYLE_ITALIC));
}

/**
 * office_text_forget_sizes:
 *
 * What is measured next is measured anew.
 */
void
office_text_forget_sizes (OfficeText *self)
{
  self->natural_width = self->wrapped_width = -1;
}

/**
 * office_text_update_attributes:
 *
 * Brings the colors into the layout, which there must be.
 */
void
office_text_update_attributes (OfficeText *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  add_heading (self, attributes);
  for (guint i = 0; self->tints != NULL && i < self->tints->len; i++)
    add_tint (attributes, &g_array_index (self->tints, OfficeTint, i));
  for (guint i = 0; i < self->block->spans->len; i++)
    add_attributes (self, attributes, &g_array_index (self->block->spans, OfficeSpan, i));
  pango_layout_set_attributes (self->layout, attributes);
}

/**
 * office_text_read_colors:
 *
 * Returns: whether a color of the style is another one now
 */
gboolean
office_text_read_colors (OfficeText *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  gboolean changed = FALSE;

  for (guint i = 0; i < OFFICE_TEXT_N_COLORS; i++)
    {
      GdkRGBA color;

      if (!gtk_style_context_lookup_color (style, color_names[i], &color))
        gtk_style_context_get_color (style, &color);
      if (gdk_rgba_equal (&color, &self->colors[i]))
        continue;
      self->colors[i] = color;
      changed = TRUE;
    }
  return changed;
}

static void
ensure_layout (OfficeText *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (self->layout == NULL)
    {
      office_text_read_colors (self);
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->block->text);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_line_spacing (self->layout, self->block->code ? CODE_LINE_SPACING : LINE_SPACING);
      if (self->marker != NULL)
        pango_layout_set_line_spacing (self->marker, LINE_SPACING);
      office_text_update_attributes (self);
      self->layout_width = -1;
      office_text_forget_sizes (self);
    }
  if (self->serial != pango_context_get_serial (context))
    {
      self->serial = pango_context_get_serial (context);
      office_text_forget_sizes (self);
    }
}

static void
break_lines (OfficeText *self, int width, int *broken_width, int *height)
{
  pango_layout_set_width (self->layout, width < 0 ? -1 : width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, broken_width, height);
  self->layout_width = width;
  self->n_passes++;
}

/**
 * office_text_ensure_natural:
 *
 * Finds out how large the text is unbroken.
 */
void
office_text_ensure_natural (OfficeText *self)
{
  ensure_layout (self);
  if (self->natural_width >= 0)
    return;
  break_lines (self, -1, &self->natural_width, &self->natural_height);
}

/* Whether it is laid out from the right: as its first strong letter says, and as the window is where there is none. */
static gboolean
is_mirrored (OfficeText *self)
{
  PangoDirection direction = PANGO_DIRECTION_LTR; /* code is */

  if (!self->block->code)
    {
      G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* nothing takes its place */
      direction = pango_find_base_dir (self->block->text, -1);
      G_GNUC_END_IGNORE_DEPRECATIONS
    }
  if (direction == PANGO_DIRECTION_NEUTRAL)
    return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  return direction == PANGO_DIRECTION_RTL;
}

/* Most texts are first asked how high they are at a width: if they fit, that also tells how wide they would like to be. */
static void
try_width (OfficeText *self, int width)
{
  int broken_width, height;

  break_lines (self, width, &broken_width, &height);
  if (pango_layout_is_wrapped (self->layout))
    {
      self->wrapped_width = width;
      self->wrapped_height = height;
      return;
    }
  self->natural_width = broken_width;
  self->natural_height = height;
}

/* Of so many lines of code as are shown. */
static int
get_height_of_lines (OfficeText *self)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);
  guint n = 1;
  int bottom;

  while (n < self->most_lines && pango_layout_iter_next_line (iter))
    n++;
  pango_layout_iter_get_line_yrange (iter, NULL, &bottom);
  pango_layout_iter_free (iter);
  return PANGO_PIXELS_CEIL (bottom);
}

/* A text that fits stands as it is in the width that it was tried in, if that makes no difference. */
static void
stand_unbroken (OfficeText *self)
{
  if (self->layout_width == -1 || (self->layout_width >= self->natural_width && !is_mirrored (self)))
    return;
  pango_layout_set_width (self->layout, -1);
  self->layout_width = -1;
}

/**
 * office_text_ensure_width:
 * @width: pixels, or -1
 *
 * Brings the layout to a width.
 *
 * Returns: its height, in pixels
 */
int
office_text_ensure_width (OfficeText *self, int width)
{
  int broken_width;

  ensure_layout (self);
  if (self->natural_width < 0 && width >= 0 && width != self->wrapped_width && !self->block->code
      && !is_mirrored (self))
    try_width (self, width);
  else if (self->wrapped_width != width || self->block->code)
    office_text_ensure_natural (self);
  if (self->block->code && self->most_lines > 0)
    return get_height_of_lines (self);
  if (width < 0 || self->block->code || (self->natural_width >= 0 && width >= self->natural_width))
    {
      stand_unbroken (self);
      return self->natural_height;
    }
  if (self->wrapped_width != width)
    {
      break_lines (self, width, &broken_width, &self->wrapped_height);
      self->wrapped_width = width;
    }
  else if (self->layout_width != width)
    {
      pango_layout_set_width (self->layout, width * PANGO_SCALE);
      self->layout_width = width;
    }
  return self->wrapped_height;
}

/**
 * office_text_get_offset:
 *
 * Text that is narrower than the widget stands at the side that it is laid out from. Not by "halign": GTK would try dozens
 * of widths.
 *
 * Returns: how far the layout is from the left edge, in pixels
 */
int
office_text_get_offset (OfficeText *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (!is_mirrored (self))
    return office_text_get_inset (self);
  if (self->layout_width != -1)
    return 0;
  return MAX (0, width - self->natural_width - office_text_get_inset (self));
}

/**
 * office_text_get_lead:
 *
 * Returns: how many pixels the quotes and lists take in which the block stands
 */
int
office_text_get_lead (OfficeText *self)
{
  return (int) self->block->quotes * OFFICE_TEXT_QUOTE_STEP + (int) self->block->indent * OFFICE_TEXT_LIST_STEP;
}

/**
 * office_text_get_inset:
 *
 * Returns: how many pixels of the width quotes and lists take before the text; none of code, which stands in a frame that does
 */
int
office_text_get_inset (OfficeText *self)
{
  const OfficeTextBlock *block = self->block;
  int marker_width = 0;

  if (block->code)
    return 0;
  if (block->marker != NULL)
    {
      if (self->marker == NULL)
        {
          g_autofree char *marker = g_strconcat (is_mirrored (self) ? RIGHT_TO_LEFT_MARK : "", block->marker, NULL);

          self->marker = gtk_widget_create_pango_layout (GTK_WIDGET (self), marker);
        }
      pango_layout_get_pixel_size (self->marker, &marker_width, NULL);
      marker_width += MARKER_GAP;
    }
  return office_text_get_lead (self) + (block->indent > 0 ? MAX (0, marker_width - OFFICE_TEXT_LIST_STEP) : 0);
}

static void
snapshot_marker (OfficeText *self, GtkSnapshot *snapshot, int inset)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const int width = gtk_widget_get_width (widget);
  GdkRGBA color;
  int marker_width, x;

  pango_layout_get_pixel_size (self->marker, &marker_width, NULL);
  x = inset - MARKER_GAP - marker_width;
  if (is_mirrored (self))
    x = width - x - marker_width;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, 0));
  gtk_snapshot_append_layout (snapshot, self->marker, &color);
  gtk_snapshot_restore (snapshot);
}

/**
 * office_text_snapshot_quotes:
 * @widget: the text, or the frame that it is in
 *
 * Draws the bars of quotes over the height of @widget; they join those of the block above.
 */
void
office_text_snapshot_quotes (OfficeText *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  const gboolean mirrored = is_mirrored (self);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const int above = gtk_widget_get_margin_top (widget);

  for (guint i = 0; i < self->block->quotes; i++)
    {
      const int x = (int) i * OFFICE_TEXT_QUOTE_STEP;
      const int top = i < self->joined_quotes ? -above : 0;

      gtk_snapshot_append_color (
          snapshot, &self->colors[OFFICE_TEXT_COLOR_LINE],
          &GRAPHENE_RECT_INIT (mirrored ? width - x - QUOTE_BAR : x, top, QUOTE_BAR, height - top));
    }
}

/**
 * office_text_snapshot_lead:
 *
 * Draws what stands in the inset: the bars of quotes, the marker of a list's item; and a line across.
 */
void
office_text_snapshot_lead (OfficeText *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const int inset = office_text_get_inset (self);

  if (self->block->code)
    return;
  office_text_snapshot_quotes (self, widget, snapshot);
  if (self->block->rule)
    gtk_snapshot_append_color (snapshot, &self->colors[OFFICE_TEXT_COLOR_LINE],
                               &GRAPHENE_RECT_INIT (is_mirrored (self) ? 0 : inset, gtk_widget_get_height (widget) / 2,
                                                    gtk_widget_get_width (widget) - inset, 1));
  if (self->block->marker != NULL)
    snapshot_marker (self, snapshot, inset);
}
