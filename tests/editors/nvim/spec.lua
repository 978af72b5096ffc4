-- Run by tests/neovim.rs: nvim --headless --clean -u NONE -l spec.lua PLUGIN SERVER STORY
local plugin, server, story = unpack(_G.arg)

local function eventually(what, condition)
  assert(vim.wait(60000, condition, 10), 'not in time: ' .. what)
end

vim.opt.runtimepath:prepend(plugin)
vim.cmd('filetype on')
vim.lsp.config('copydesk', { cmd = { server, 'lsp' } })
vim.lsp.enable('copydesk')
vim.cmd.edit(vim.fn.fnameescape(story))
local buffer = vim.api.nvim_get_current_buf()

local function altered()
  return vim.tbl_filter(function(d) return d.code == 'quote/altered' end, vim.diagnostic.get(buffer))
end

-- The diagnostic appears, under the words and nothing else: an emoji stands before them, lines end in CRLF.
eventually('a diagnostic', function() return #altered() == 1 end)
local found = altered()[1]
local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, true)[1]
local marked = line:sub(found.col + 1, found.end_col)
assert(marked == 'We will repair every pier before the first ferry sails in June', marked)
assert(found.source == 'copydesk', found.source)
assert(vim.bo.fileformat == 'dos', 'the fixture has lost its CRLF')
local client = vim.lsp.get_clients({ bufnr = buffer, name = 'copydesk' })[1]
assert(client.offset_encoding == 'utf-8', client.offset_encoding)

-- The hover that a person sees cites the source.
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col + 10 })
vim.lsp.buf.hover()
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end
eventually('a hover', float)
local shown = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, false)
shown = table.concat(shown, '\n')
for _, part in ipairs({ 'Altered', 'rebuild', 'Coast Wire, 2031-05-03', 'Harbour Gazette, 2031-05-02', '2 origins' }) do
  assert(shown:find(part, 1, true), part .. ' is not in the hover:\n' .. shown)
end
vim.api.nvim_win_close(float(), true)

-- The code action changes the text.
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
eventually('the fix', function()
  local now = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, true)[1]
  return now == line:gsub('repair', 'rebuild')
end)

-- The diagnostic goes.
eventually('no diagnostic', function() return #altered() == 0 end)

client:stop()
eventually('the end', function() return #vim.lsp.get_clients() == 0 end)
print('passed')
